import { randomInt } from "node:crypto";
import type { TurnPorts } from "@/lib/core/ports";
import type { connectModels } from "./connect-models";
import type { Ground } from "./ground";

type Connections = Pick<ReturnType<typeof connectModels>, "models" | "catalog">;

/** What turns need from outside, made of the connected models; the evaluation of judges uses the same. */
export function turnPortsOf({ clock, newId }: Ground, { models, catalog }: Connections): TurnPorts {
  return {
    streamModel: models.streamModel,
    priceOf: (model) => catalog.priceOf(model),
    labelOf: (model) => catalog.labelOf(model),
    contextOf: (model) => catalog.find(model)?.contextTokens ?? null,
    hasStrictJson: (model) => catalog.find(model)?.capabilities.strictJson === true,
    clock,
    newId,
    newSeed: () => randomInt(2 ** 32),
  };
}
