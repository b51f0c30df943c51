import type { CatalogModel } from "@/lib/core/model";
import type { PanelistName } from "./script";

type Voice = { name: PanelistName; label: string; role: string; thinks: boolean };

const voices: readonly Voice[] = [
  { name: "atlas", label: "Atlas", role: "Generalist. Explain the textbook view with care.", thinks: false },
  { name: "birch", label: "Birch", role: "Fact checker. Give figures, dates and who reported them.", thinks: false },
  { name: "cato", label: "Cato", role: "Sceptic. Argue against the textbook answer.", thinks: false },
  { name: "delta", label: "Delta", role: "Practitioner. Say what works and what to do first.", thinks: false },
  { name: "ember", label: "Ember", role: "Short and bold. Take a side.", thinks: true },
];

function catalogRow(id: string, label: string, reasoning: boolean): CatalogModel {
  return {
    name: `demo:${id}`,
    providerId: "demo",
    label,
    family: "demo",
    price: { input: 0, output: 0 },
    contextTokens: 32_768,
    maxOutputTokens: 4096,
    capabilities: { tools: false, reasoning, images: false, strictJson: false },
    aliasOf: null,
  };
}

/** The demo provider's catalogue: five panelists and a judge, all scripted, all free. */
export const demoModels: CatalogModel[] = [
  ...voices.map(({ name, label, thinks }) => catalogRow(name, label, thinks)),
  catalogRow("judge", "Demo judge", false),
];

/** A suggested seat for each demo panelist: what it is called and the role it plays. */
export const demoSeats: { model: string; label: string; role: string }[] = voices.map(({ name, label, role }) => ({
  model: `demo:${name}`,
  label,
  role,
}));
