import type { Panel } from "@/lib/core/panel";
import { providerOfModel } from "./model-label";

/** A provider whose models can be called now. */
export type Offered = { id: string; label: string; isDemo: boolean };

const demoPrefix = "demo:";
const knownNames: Record<string, string> = {
  openrouter: "OpenRouter",
  ollama: "Ollama",
  openai: "OpenAI",
};

type Seats = Pick<Panel, "panelists" | "judge" | "synthesizer">;

function modelsOf({ panelists, judge, synthesizer }: Seats): string[] {
  const models = [...panelists.map(({ model }) => model), judge.model];
  return synthesizer.model === null ? models : [...models, synthesizer.model];
}

/** Whether any model of a panel is scripted. */
export function isDemoPanel(panel: Seats): boolean {
  return modelsOf(panel).some((model) => model.startsWith(demoPrefix));
}

/** Names of the providers that a panel needs and that are not connected. */
export function missingProviders(panel: Seats, offered: readonly Offered[]): string[] {
  const ids = new Set(offered.map(({ id }) => id));
  const needed = new Set(modelsOf(panel).map(providerOfModel));
  return [...needed].flatMap((id) => (id === null || ids.has(id) ? [] : (knownNames[id] ?? id)));
}
