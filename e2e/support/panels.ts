import type { PanelInput } from "@/lib/core/panel";

/** A panel of these models, seats named after them. */
export function panelOf(name: string, models: readonly string[], judge = "demo:judge"): PanelInput {
  return { name, panelists: models.map((model) => ({ model })), judge: { model: judge } };
}

export const demoPanel: PanelInput = panelOf("Demo for tests", ["demo:atlas", "demo:birch"]);
