import type { ModelName } from "@/lib/core/ids";
import type { Panel } from "@/lib/core/panel";
import { splitModelName, synthesizerModel } from "@/lib/core/panel-rules";
import { container } from "@/lib/server/container";
import type { ChatBody } from "./chat-body";
import { BadParameter } from "./wire-error";

/** The panel with what a request says about providers, for every call of its turn. Throws BadParameter where nobody can keep to it. */
export function withPolicy(panel: Panel, { provider }: ChatBody): Panel {
  if (!provider) return panel;
  const { data_collection: collection, zdr, ...routing } = provider;
  const isRouted = Object.keys(routing).length > 0;
  if (isRouted) refuseRouting(panel);
  if (collection === "deny") refusePromise(panel, "data_collection");
  if (zdr === true) refusePromise(panel, "zdr");
  const { dataPolicy } = panel;
  return {
    ...panel,
    dataPolicy: {
      ...dataPolicy,
      denyDataCollection: dataPolicy.denyDataCollection || collection === "deny",
      zeroRetention: dataPolicy.zeroRetention || zdr === true,
      ...(isRouted ? { routing } : {}),
    },
  };
}

function modelsOf(panel: Panel): ModelName[] {
  const { panelists, judge } = panel;
  return [...panelists.map(({ model }) => model), judge.model, ...judge.fallbacks, synthesizerModel(panel)];
}

/** Preferences that only OpenRouter knows are for panels whose models all come from there. */
function refuseRouting(panel: Panel): void {
  const foreign = modelsOf(panel).find((model) => !isOpenRouters(model));
  if (foreign === undefined) return;
  throw new BadParameter("provider", `provider: only data_collection and zdr are known where ${foreign} comes from.`);
}

/** OpenRouter can be held to it, and what stays on this machine or in its network keeps to it anyway. */
function refusePromise(panel: Panel, field: "data_collection" | "zdr"): void {
  const foreign = modelsOf(panel).find((model) => kindOf(model) === "openai-compatible");
  if (foreign === undefined) return;
  const words = `provider.${field}: where ${foreign} comes from nobody can be held to it. Use models of OpenRouter, or local ones.`;
  throw new BadParameter(`provider.${field}`, words);
}

/** Whether a model is reached through OpenRouter. */
export function isOpenRouters(model: ModelName): boolean {
  return splitModelName(model).provider === null || kindOf(model) === "openrouter";
}

function kindOf(model: ModelName) {
  const { provider } = splitModelName(model);
  return container()
    .providers.connected()
    .find(({ id }) => id === provider)?.kind;
}
