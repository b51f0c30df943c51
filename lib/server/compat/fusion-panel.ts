import type { ModelName } from "@/lib/core/ids";
import { type Panel, PanelSpec, type ReasoningEffort } from "@/lib/core/panel";
import type { FusionPlugin, FusionToolParameters, WebTool } from "./fusion-parameters";
import { presetPanel, seatModel } from "./target";

/** Where the wishes about a panel come from; later ones win (contract section 13). */
export type FusionWishes = { plugin: FusionPlugin | null; tool: FusionToolParameters | null };

type PanelStart = {
  panel: Panel;
  wishes: FusionWishes;
  /** The model of the request, which writes the final answer; null under the alias, where the judge does. */
  outer: ModelName | null;
};

/** The panel of a turn: a saved one < preset < plugin < parameters of the tool. Throws BadParameter that names the field. */
export async function fusedPanel({ panel: saved, wishes, outer }: PanelStart): Promise<Panel> {
  const { plugin, tool } = wishes;
  const preset = plugin?.preset;
  const base: Panel = preset ? presetPanel(preset, "plugins[].preset") : saved;
  const models = await seatsOf(wishes);
  const judge = await judgeOf(wishes);
  const panelists = (models ?? base.panelists).map((seat) => (typeof seat === "string" ? { model: seat } : seat));
  // As a tool the outer model judges itself; under a preset or the plugin the panel's own judge does.
  const judgeModel = judge ?? (preset || plugin ? null : outer);
  return PanelSpec.parse({
    ...base,
    panelists: panelists.map((seat) => ({ ...seat, ...seatSettings(tool) })),
    judge: judgeModel ? { ...base.judge, model: judgeModel, fallbacks: [] } : base.judge,
    synthesizer: { ...base.synthesizer, ...writerOf(outer, judge) },
    tools: toolsOf(base.tools, wishes),
  });
}

/** The outer model writes; under an alias a judge that is named does. */
function writerOf(outer: ModelName | null, judge: ModelName | null): { model?: ModelName | null } {
  if (outer) return { model: outer };
  return judge ? { model: null } : {};
}

async function seatsOf({ plugin, tool }: FusionWishes): Promise<ModelName[] | null> {
  const [list, field] = tool?.analysis_models
    ? [tool.analysis_models, "parameters.analysis_models"]
    : [plugin?.analysis_models, "plugins[].analysis_models"];
  if (!list) return null;
  return Promise.all(list.map((slug, index) => seatModel(slug, `${field}[${index}]`)));
}

async function judgeOf({ plugin, tool }: FusionWishes): Promise<ModelName | null> {
  if (tool?.model) return seatModel(tool.model, "parameters.model");
  return plugin?.model ? seatModel(plugin.model, "plugins[].model") : null;
}

/** Panels know four degrees of effort; the ones beyond are the nearest. */
const efforts: Readonly<Record<string, ReasoningEffort | null>> = {
  max: "high",
  xhigh: "high",
  high: "high",
  medium: "medium",
  low: "low",
  minimal: "minimal",
  none: null,
};

function seatSettings(tool: FusionToolParameters | null): Partial<Panel["panelists"][number]> {
  if (!tool) return {};
  const { temperature, max_completion_tokens, reasoning } = tool;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(max_completion_tokens === undefined ? {} : { maxOutputTokens: max_completion_tokens }),
    ...(reasoning?.effort === undefined ? {} : { reasoningEffort: efforts[reasoning.effort] ?? null }),
    ...(reasoning?.enabled === false ? { reasoningEffort: null } : {}),
  };
}

function toolsOf(base: Panel["tools"], { plugin, tool }: FusionWishes): Panel["tools"] {
  const maxToolCalls = tool?.max_tool_calls ?? plugin?.max_tool_calls ?? base.maxToolCalls;
  const list = tool?.tools ?? plugin?.tools;
  return list ? { ...withWebTools(base, list), maxToolCalls } : { ...base, maxToolCalls };
}

/**
 * The panel's research as a list of tools asks for it. A panel has one list of sites for searching and reading: exclusions
 * of either count for both, and so does an inclusion.
 */
export function withWebTools(base: Panel["tools"], list: readonly WebTool[]): Panel["tools"] {
  const search = list.find(({ use }) => use === "search");
  const fetch = list.find(({ use }) => use === "fetch");
  const excluded = list.flatMap(({ excluded_domains = [], blocked_domains = [] }) => [
    ...excluded_domains,
    ...blocked_domains,
  ]);
  const uses = list.flatMap(({ max_uses }) => max_uses ?? []);
  return {
    ...base,
    search: search !== undefined,
    fetch: fetch !== undefined,
    engine: search?.engine ?? base.engine,
    maxResults: search?.max_results ?? base.maxResults,
    maxToolCalls: Math.min(base.maxToolCalls, ...uses),
    allowedDomains: allowedIn(list) ?? base.allowedDomains,
    excludedDomains: [...new Set([...base.excludedDomains, ...excluded])],
  };
}

function allowedIn(list: readonly WebTool[]): string[] | null {
  const lists = list.flatMap(({ allowed_domains }) => (allowed_domains?.length ? [allowed_domains] : []));
  const [first, ...rest] = lists;
  return first ? first.filter((site) => rest.every((other) => other.includes(site))) : null;
}
