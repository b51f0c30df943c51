import type { StoredPanel } from "@/db/panels";
import type { SavedPanel } from "@/lib/core/api";
import type { CatalogModel, ProviderKind } from "@/lib/core/model";
import type { Panel } from "@/lib/core/panel";
import type { ConnectedProvider } from "@/lib/models/provider";
import { demoPanelId, localPanel, localPanelId, withListedModels } from "./built-in-panels";

/** What is known about models when panels are shown. */
export type ModelsAround = {
  connected: () => readonly ConnectedProvider[];
  offered: () => readonly ConnectedProvider[];
  modelsOf: (providerId: string) => readonly CatalogModel[];
};

/** Whether a panel belongs into the list: the demo's own does not where PARLEY_DEMO is off. */
export function isListed(stored: StoredPanel, { connected }: ModelsAround): boolean {
  if (stored.panelId !== demoPanelId || !isUntouched(stored)) return true;
  return connected().some(({ kind }) => kind === "demo");
}

/** A stored panel as people see it. Built-in ones follow the catalogue until a person edits them. */
export function viewPanel(stored: StoredPanel, around: ModelsAround): SavedPanel {
  const { panelId, slug, builtIn, position, createdAt, updatedAt } = stored;
  const content = isUntouched(stored) ? followCatalog(stored, around) : stored;
  return { ...contentOf(content), panelId, slug, builtIn, position, createdAt, updatedAt };
}

/** The panel alone, without what a saved one has around it. */
export function contentOf(panel: Panel): Panel {
  const { name, description, panelists, judge, synthesizer, tools, limits, dataPolicy } = panel;
  return { name, description, panelists, judge, synthesizer, tools, limits, dataPolicy };
}

function isUntouched({ builtIn, createdAt, updatedAt }: StoredPanel): boolean {
  return builtIn && updatedAt === createdAt;
}

function followCatalog(panel: StoredPanel, around: ModelsAround): Panel {
  if (panel.panelId === localPanelId) return localPanel(modelsOfKind("local", around));
  if (panel.panelId === demoPanelId) return panel;
  const listed = around.modelsOf("openrouter");
  return listed.length === 0 ? panel : withListedModels(panel, listed);
}

/** The panel a new question gets: the one used last, else the best one that can run; "" when there is none at all. */
export function defaultPanelOf(panels: readonly SavedPanel[], last: string | null, around: ModelsAround): string {
  const ids = new Set(panels.map(({ panelId }) => panelId));
  const isOffered = (kind: ProviderKind) => around.offered().some((provider) => provider.kind === kind);
  const wishes = [
    // The demo was the last one only because nothing else was there.
    last === demoPanelId && !isOffered("demo") ? null : last,
    isOffered("openrouter") ? "quality" : null,
    modelsOfKind("local", around).length > 0 ? localPanelId : null,
    demoPanelId,
  ];
  return wishes.find((id) => id !== null && ids.has(id)) ?? panels[0]?.panelId ?? "";
}

function modelsOfKind(kind: ProviderKind, { offered, modelsOf }: ModelsAround): CatalogModel[] {
  return offered()
    .filter((provider) => provider.kind === kind)
    .flatMap(({ id }) => modelsOf(id));
}
