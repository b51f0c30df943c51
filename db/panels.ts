import { asc, eq, isNull, lt } from "drizzle-orm";
import { SavedPanel } from "@/lib/core/api";
import type { Panel } from "@/lib/core/panel";
import type { Database } from "./client";
import { panels } from "./schema";

export type StoredPanel = SavedPanel & { deletedAt: number | null };

export type PanelRows = {
  /** Panels that are not deleted, in their order. */
  list(): StoredPanel[];
  /** A panel, deleted or not. */
  find(panelId: string): StoredPanel | null;
  add(panel: StoredPanel): void;
  replace(panel: StoredPanel): void;
  setPosition(panelId: string, position: number): void;
  /** Removes for good what was deleted before that time. */
  purge(deletedBefore: number): void;
  removeAll(): void;
  /** Runs the work so that all of it happens or none. */
  together<Result>(work: () => Result): Result;
};

/** Saved panels. Names and slugs are unique among those that are not deleted. */
export function createPanelRows(db: Database): PanelRows {
  return {
    list: () =>
      db
        .select()
        .from(panels)
        .where(isNull(panels.deletedAt))
        .orderBy(asc(panels.position), asc(panels.createdAt))
        .all()
        .map(panelOf),
    find: (panelId) => {
      const row = db.select().from(panels).where(eq(panels.id, panelId)).get();
      return row ? panelOf(row) : null;
    },
    add: (panel) => {
      db.insert(panels).values(rowOf(panel)).run();
    },
    replace: (panel) => {
      const { id, ...values } = rowOf(panel);
      db.update(panels).set(values).where(eq(panels.id, id)).run();
    },
    setPosition: (panelId, position) => {
      db.update(panels).set({ position }).where(eq(panels.id, panelId)).run();
    },
    purge: (deletedBefore) => {
      // Rows that are not deleted have null here, which is before nothing.
      db.delete(panels).where(lt(panels.deletedAt, deletedBefore)).run();
    },
    removeAll: () => {
      db.delete(panels).run();
    },
    together: (work) => db.transaction(work),
  };
}

/** The form in which two names count as the same. */
export function nameKeyOf(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

function panelOf(row: typeof panels.$inferSelect): StoredPanel {
  const { id, data, slug, builtIn, position, createdAt, updatedAt, deletedAt } = row;
  const content: unknown = JSON.parse(data);
  const place = { panelId: id, slug, builtIn, position, createdAt, updatedAt };
  return { ...SavedPanel.parse({ ...Object(content), ...place }), deletedAt };
}

function rowOf({ panelId, slug, builtIn, position, createdAt, updatedAt, deletedAt, ...panel }: StoredPanel) {
  const content: Panel = panel;
  const data = JSON.stringify(content);
  const place = { slug, builtIn, position, createdAt, updatedAt, deletedAt };
  return { id: panelId, nameKey: nameKeyOf(panel.name), data, ...place };
}
