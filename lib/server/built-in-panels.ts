import type { CatalogModel } from "@/lib/core/model";
import { type Panel, type PanelInput, PanelSpec } from "@/lib/core/panel";
import { demoSeats } from "@/lib/models/demo/demo-models";

/** Came later than the others: installations that have those get it at their next start. */
export const fastPanelId = "fast";

export type BuiltInPanel = { panelId: string; panel: Panel };

const opus = "openrouter:~anthropic/claude-opus-latest";
const kimi = "openrouter:~moonshotai/kimi-latest";

const openRouterPanels: readonly (PanelInput & { panelId: string })[] = [
  {
    panelId: "quality",
    name: "Quality",
    description: "The strongest model of three vendors. For questions where being wrong is expensive.",
    panelists: [
      { model: opus },
      { model: "openrouter:~openai/gpt-latest" },
      { model: "openrouter:~google/gemini-pro-latest" },
    ],
    judge: { model: opus },
  },
  {
    panelId: "budget",
    name: "Budget",
    description: "Three inexpensive models from different vendors, compared by a strong judge.",
    panelists: [
      { model: "openrouter:~google/gemini-flash-latest" },
      { model: kimi },
      { model: "openrouter:deepseek/deepseek-v4-pro" },
    ],
    judge: { model: opus },
  },
  {
    panelId: fastPanelId,
    name: "Fast",
    description: "Three quick models from different vendors and a quick judge. For questions that should not wait.",
    panelists: [
      { model: "openrouter:~google/gemini-flash-latest" },
      { model: kimi },
      { model: "openrouter:deepseek/deepseek-v4-flash" },
    ],
    judge: { model: "openrouter:~anthropic/claude-sonnet-latest" },
  },
  {
    panelId: "self-fusion",
    name: "Self-fusion",
    description: "One strong model answers twice, on its own each time. Shows what it is not sure of.",
    panelists: [{ model: opus }, { model: opus }],
    judge: { model: opus },
  },
];

/** The panels a new installation begins with, in their order. */
export function builtInPanels(): BuiltInPanel[] {
  const fromOpenRouter = openRouterPanels.map(({ panelId, ...panel }) => ({ panelId, panel: PanelSpec.parse(panel) }));
  return [
    ...fromOpenRouter,
    { panelId: localPanelId, panel: localPanel([]) },
    { panelId: demoPanelId, panel: demoPanel() },
  ];
}

export const localPanelId = "local";
export const demoPanelId = "demo";
/** Sits on the Local panel while no local model is known; the panel says so. */
const localPlaceholder = "ollama:llama3.2:3b";

/** Up to three local models of different families, the only one twice; the largest of them judges. */
export function localPanel(models: readonly CatalogModel[]): Panel {
  const chosen = largestOfEachFamily(models.filter(({ name }) => !/embed|rerank|whisper|bge-/i.test(name))).slice(0, 3);
  const [largest] = chosen;
  const names = largest ? chosen.map(({ name }) => name) : [localPlaceholder];
  const seats = names.length === 1 ? [...names, ...names] : names;
  const judge = largest?.name ?? localPlaceholder;
  return PanelSpec.parse({
    name: "Local",
    description: largest
      ? "Models on your own machine. Nothing leaves it and nothing is charged."
      : "No local model is running. Start Ollama, LM Studio, llama.cpp or vLLM on this machine and load a model.",
    panelists: seats.map((model) => ({ model })),
    judge: { model: judge },
  });
}

function demoPanel(): Panel {
  return PanelSpec.parse({
    name: "Demo",
    description: "Scripted answers, made to show how a panel works. No model is asked.",
    panelists: demoSeats.map(({ model, role }) => ({ model, role })),
    judge: { model: "demo:judge" },
  });
}

/**
 * The panel with every seat whose model its provider no longer lists given to the first model of the same family,
 * and a description that says so. Providers list their newest models first. Unknown lists change nothing.
 */
export function withListedModels(panel: Panel, listed: readonly CatalogModel[]): Panel {
  const known = new Map(listed.map((model) => [model.name, model]));
  const replaced = new Map<string, CatalogModel>();
  const resolve = (name: string) => {
    const relative = known.has(name) ? undefined : firstOfFamily(name, listed);
    if (relative) replaced.set(name, relative);
    return relative?.name ?? name;
  };
  const resolved = {
    ...panel,
    panelists: panel.panelists.map((panelist) => ({ ...panelist, model: resolve(panelist.model) })),
    judge: { ...panel.judge, model: resolve(panel.judge.model) },
  };
  const notes = [...replaced].map(([gone, { label }]) => `${gone} is no longer listed; ${label} sits in its place.`);
  return { ...resolved, description: [panel.description, ...notes].join(" ").slice(0, 400) };
}

function firstOfFamily(name: string, listed: readonly CatalogModel[]): CatalogModel | undefined {
  // `openrouter:~google/gemini-flash-latest` and `openrouter:google/gemini-2.5-flash` share vendor and first word.
  const stemOf = (text: string) => /^(?:[^/]*\/)?[a-z]*/i.exec(text.replace("~", ""))?.[0];
  return listed.find((model) => stemOf(model.name) === stemOf(name));
}

function largestOfEachFamily(models: readonly CatalogModel[]): CatalogModel[] {
  const bySize = [...models].sort((one, other) => billionsOf(other) - billionsOf(one));
  const families = new Set<string>();
  return bySize.filter(({ family }) => !families.has(family) && families.add(family));
}

/** Billions of parameters as names tell them: `llama3.1:70b`, `qwen2.5-coder-7b`; 0 when it does not say. */
function billionsOf({ name }: CatalogModel): number {
  const size = /(?:^|[:\-_x])(\d+(?:\.\d+)?)b(?![a-z])/i.exec(name)?.[1];
  return size ? Number(size) : 0;
}
