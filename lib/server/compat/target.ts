import type { SavedPanel } from "@/lib/core/api";
import { failureOf } from "@/lib/core/failure";
import { ModelName } from "@/lib/core/ids";
import type { Panel } from "@/lib/core/panel";
import { splitModelName } from "@/lib/core/panel-rules";
import { container } from "@/lib/server/container";
import { BadParameter } from "./wire-error";

export const fusionAlias = "openrouter/fusion";
export const fastAlias = "openrouter/fusion-flash";
export const panelPrefix = "parley/";

/** The built-in panel behind each preset; a panel that was deleted cannot be asked for. */
export const presetPanels = { "general-high": "quality", "general-budget": "budget", "general-fast": "fast" } as const;
export type Preset = keyof typeof presetPanels;

/** What a program means by `model`. `online`: the suffix that asks for the web. */
export type Target =
  | { kind: "panel"; panel: SavedPanel; preset: Preset | null }
  | { kind: "model"; model: ModelName; online: boolean };

/** Finds the panel or the model behind a name. Throws BadParameter for one that is not there. */
export async function targetOf(name: string): Promise<Target> {
  const { panels } = container();
  const plain = name.replace(/:(?:free|nitro|floor|thinking|extended|exacto|online)$/, "");
  if (plain === fusionAlias) {
    const { defaultPanelId } = panels.list();
    if (defaultPanelId === "") throw new BadParameter("model", `${name} needs a panel, and there is none.`);
    return { kind: "panel", panel: panels.get(defaultPanelId), preset: null };
  }
  if (plain === fastAlias)
    return { kind: "panel", panel: presetPanel("general-fast", "model"), preset: "general-fast" };
  if (name.startsWith(panelPrefix)) return { kind: "panel", panel: panelBySlug(name), preset: null };
  const online = name.endsWith(":online");
  return { kind: "model", model: await knownModel(online ? plain : name, "model"), online };
}

function panelBySlug(name: string): SavedPanel {
  const slug = name.slice(panelPrefix.length);
  const panel = container()
    .panels.list()
    .panels.find((saved) => saved.slug === slug);
  if (!panel) throw new BadParameter("model", `${name} is not a valid model ID`);
  return panel;
}

/** The panel of a preset. Throws BadParameter when it was deleted. */
export function presetPanel(preset: Preset, field: string): SavedPanel {
  const panel = container()
    .panels.list()
    .panels.find(({ panelId }) => panelId === presetPanels[preset]);
  if (!panel) throw new BadParameter(field, `${field}: the panel of the preset ${preset} was deleted.`);
  return panel;
}

/** The full name of a model that a connected provider has. Throws BadParameter that names the field. */
async function knownModel(name: string, field: string): Promise<ModelName> {
  const parsed = ModelName.safeParse(name);
  const found = parsed.success ? await resolved(parsed.data) : null;
  if (found === null) throw new BadParameter(field, `${name} is not a valid model ID`);
  return found;
}

/** The same for a model that is to sit on a panel or to judge: a panel cannot. */
export async function seatModel(name: string, field: string): Promise<ModelName> {
  const bare = splitModelName(name).model || name;
  if (isOwnAlias(name) || isOwnAlias(bare)) {
    throw new BadParameter(field, `${field}: ${name} is a panel, and a panel cannot sit on a panel.`);
  }
  return knownModel(name, field);
}

function isOwnAlias(name: string): boolean {
  return /^(?:openrouter\/fusion(?:-flash)?(?::[a-z]+)?$|parley\/)/.test(name);
}

async function resolved(name: ModelName): Promise<ModelName | null> {
  const { catalog } = container();
  const now = resolvedNow(name);
  if (now !== null) return now;
  // The lists of the providers may still be on their way.
  catalog.look();
  await catalog.settled();
  return resolvedNow(name);
}

function resolvedNow(name: ModelName): ModelName | null {
  const { models, catalog } = container();
  try {
    const { provider, model } = models.resolve(name);
    // A demo or local model that is not listed cannot be there; others may know more than they list.
    if (provider.kind === "demo" && !catalog.find(`${provider.id}:${model}`)) return null;
    return ModelName.parse(`${provider.id}:${model}`);
  } catch (error) {
    if (failureOf(error).code === "unknown_model") return null;
    throw error;
  }
}

/** Refuses a panel of which a model has no provider that is connected. */
export function refuseUnreachable(panel: Panel, requested: string): void {
  const names = [...panel.panelists.map(({ model }) => model), panel.judge.model];
  const missing = [...new Set(names)].filter((name) => resolvedNow(name) === null);
  if (missing.length < names.length && !missing.includes(panel.judge.model)) return;
  throw new BadParameter("model", `${requested} cannot run: no connected provider has ${missing.join(", ")}.`);
}
