import { randomInt } from "node:crypto";
import type { ProviderKind } from "@/lib/core/model";
import type { TurnPorts } from "@/lib/core/ports";
import type { connectModels } from "./connect-models";
import { formatProblems } from "./format-problems";
import type { Ground } from "./ground";
import { createToolRefusals } from "./tool-refusals";
import { toolWayOf } from "./tool-way";

type Connections = Pick<ReturnType<typeof connectModels>, "models" | "catalog">;
/** What research needs; without it panelists answer from what they know. */
type Research = Pick<TurnPorts, "searchWeb" | "fetchPage" | "pageTextOf" | "programRequestOf" | "mcp">;

/** What turns need from outside, made of the connected models; the evaluation of judges uses the same. */
export function turnPortsOf(
  { clock, newId, env }: Pick<Ground, "clock" | "newId" | "env">,
  { models, catalog }: Connections,
  research: Research = {},
): TurnPorts {
  return {
    ...research,
    toolRefusals: createToolRefusals(clock),
    toolWayOf: (model, engine) => {
      const tools = catalog.find(model)?.capabilities.tools ?? null;
      return toolWayOf({ kind: kindOf(models, model), tools }, engine);
    },
    takesTools: (model) => catalog.find(model)?.capabilities.tools !== false,
    streamModel: models.streamModel,
    priceOf: (model) => catalog.priceOf(model),
    labelOf: (model) => catalog.labelOf(model),
    contextOf: (model) => catalog.find(model)?.contextTokens ?? null,
    outputOf: (model) => catalog.find(model)?.maxOutputTokens ?? null,
    seesImages: (model) => catalog.find(model)?.capabilities.images ?? null,
    formatProblems,
    hasStrictJson: (model) => catalog.find(model)?.capabilities.strictJson === true,
    limits: env.upstream.actors,
    clock,
    newId,
    newSeed: () => randomInt(2 ** 32),
  };
}

/** null = no connected provider knows the model; asking it tells why. */
export function kindOf({ resolve }: Connections["models"], model: string): ProviderKind | null {
  try {
    return resolve(model).provider.kind;
  } catch {
    return null;
  }
}
