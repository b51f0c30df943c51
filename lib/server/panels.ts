import type { PanelRows, StoredPanel } from "@/db/panels";
import type { SettingRows } from "@/db/settings";
import type { PanelList, SavedPanel } from "@/lib/core/api";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import type { Panel } from "@/lib/core/panel";
import { portablePanel } from "@/lib/core/portable-panel";
import { builtInPanels, fastPanelId } from "./built-in-panels";
import { copyName, freeName, freeSlug, sameNamed } from "./panel-names";
import { contentOf, defaultPanelOf, isListed, type ModelsAround, viewPanel } from "./panel-views";
import { conflict, notFound } from "./refusals";

export type Panels = {
  list(): PanelList;
  get(panelId: string): SavedPanel;
  /** Throws conflict (409) when a panel already has that name; so does `replace`. */
  create(panel: Panel): SavedPanel;
  replace(panelId: string, panel: Panel): SavedPanel;
  duplicate(panelId: string): SavedPanel;
  /** Can be undone with `restore`. */
  remove(panelId: string): void;
  restore(panelId: string): SavedPanel;
  /** The panels in that order; those that are not named follow in theirs. */
  reorder(panelIds: readonly string[]): PanelList;
  /** Adds all panels of a file or none; taken names get a number. */
  importFile(file: { panels: readonly Panel[] }): SavedPanel[];
  /** Keeps in mind which panel a question went to. */
  rememberLast(panelId: string): void;
  /** Makes the built-in panels, once in the life of a database. */
  seed(): void;
  /** Back to the built-in panels alone. */
  startOver(): void;
};

type PanelParts = ModelsAround & {
  rows: PanelRows;
  settings: SettingRows;
  clock: Pick<Clock, "now">;
  newId: NewId;
};

const lastKey = "panels.last";

/** The saved panels: the presets a person chooses from. */
export function createPanels(parts: PanelParts): Panels {
  const { rows, settings, newId } = parts;
  const get = (panelId: string) => viewPanel(findPanel(rows, panelId), parts);
  const list = () => {
    const listed = rows.list().filter((panel) => isListed(panel, parts));
    const panels = listed.map((panel) => viewPanel(panel, parts));
    return { panels, defaultPanelId: defaultPanelOf(panels, settings.get(lastKey), parts) };
  };
  const add = (panel: Panel) => {
    const panelId = newId();
    addPanel(parts, panel, { panelId, builtIn: false });
    return get(panelId);
  };
  return {
    list,
    get,
    create(panel) {
      refuseTakenName(rows, panel.name);
      return add(panel);
    },
    replace(panelId, panel) {
      replacePanel(parts, panelId, panel);
      return get(panelId);
    },
    duplicate(panelId) {
      const panel = get(panelId);
      return add({ ...panel, name: copyName(rows.list(), panel.name) });
    },
    remove: (panelId) => rows.replace({ ...findPanel(rows, panelId), deletedAt: parts.clock.now() }),
    restore(panelId) {
      restorePanel(rows, panelId);
      return get(panelId);
    },
    reorder(panelIds) {
      rows.together(() => setOrder(rows, panelIds));
      return list();
    },
    importFile: ({ panels }) =>
      rows.together(() =>
        panels.map((panel) => add({ ...portablePanel(panel), name: freeName(rows.list(), panel.name) })),
      ),
    rememberLast: (panelId) => settings.set(lastKey, panelId),
    seed: () => rows.together(() => seedPanels(parts)),
    startOver() {
      rows.together(() => {
        rows.removeAll();
        settings.remove(seededKey);
        settings.remove(lastKey);
        seedPanels(parts);
      });
    },
  };
}

const seededKey = "panels.seeded";
/** Which built-in panels an installation has been given. */
const newestSeed = "2";
/** How long a delete can be undone. */
const keepDeletedMs = 30 * 24 * 3_600_000;

function seedPanels(parts: PanelParts): void {
  parts.rows.purge(parts.clock.now() - keepDeletedMs);
  const seeded = parts.settings.get(seededKey);
  if (seeded === newestSeed) return;
  for (const { panelId, panel } of builtInPanels()) {
    if (seeded === null) addPanel(parts, panel, { panelId, builtIn: true });
    else if (panelId === fastPanelId) {
      const name = freeName(parts.rows.list(), panel.name);
      addPanel(parts, { ...panel, name }, { panelId, builtIn: true });
    }
  }
  parts.settings.set(seededKey, newestSeed);
}

function findPanel(rows: PanelRows, panelId: string): StoredPanel {
  const panel = rows.find(panelId);
  if (!panel || panel.deletedAt !== null) throw notFound("panel");
  return panel;
}

function refuseTakenName(rows: PanelRows, name: string, panelId?: string): void {
  const other = sameNamed(rows.list(), name, panelId);
  if (other) throw conflict(`There is already a panel named "${other.name}". Choose another name.`);
}

function addPanel({ rows, clock }: PanelParts, panel: Panel, place: { panelId: string; builtIn: boolean }): void {
  const others = rows.list();
  const now = clock.now();
  const position = (others.at(-1)?.position ?? -1) + 1;
  const rest = { slug: freeSlug(others, panel.name), position, createdAt: now, updatedAt: now, deletedAt: null };
  rows.add({ ...contentOf(panel), ...place, ...rest });
}

function replacePanel({ rows, clock }: PanelParts, panelId: string, panel: Panel): void {
  const before = findPanel(rows, panelId);
  refuseTakenName(rows, panel.name, panelId);
  const slug = panel.name === before.name ? before.slug : freeSlug(rows.list(), panel.name, panelId);
  // Later than the creation even within one millisecond: that is how an edit is known.
  const updatedAt = Math.max(clock.now(), before.createdAt + 1);
  rows.replace({ ...before, ...contentOf(panel), slug, updatedAt });
}

/** Undoes a delete. Somebody may have taken the name meanwhile: then it comes back with a number. */
function restorePanel(rows: PanelRows, panelId: string): void {
  const panel = rows.find(panelId);
  if (!panel) throw notFound("panel");
  if (panel.deletedAt === null) return;
  const others = rows.list();
  const name = freeName(others, panel.name);
  rows.replace({ ...panel, name, slug: freeSlug(others, name, panelId), deletedAt: null });
}

function setOrder(rows: PanelRows, panelIds: readonly string[]): void {
  const named = panelIds.map((panelId) => findPanel(rows, panelId).panelId);
  const all = rows.list().map(({ panelId }) => panelId);
  for (const [position, panelId] of [...new Set([...named, ...all])].entries()) rows.setPosition(panelId, position);
}
