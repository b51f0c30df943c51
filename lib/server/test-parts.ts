import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCatalogRows } from "@/db/catalogs";
import { openDatabase } from "@/db/client";
import { createPanelRows } from "@/db/panels";
import { createProviderRows } from "@/db/providers";
import { createSettingRows } from "@/db/settings";
import type { CatalogModel, Clock } from "@/lib/core/model";
import { demoModels } from "@/lib/models/demo/demo-models";
import { createCatalogCache } from "./catalog-cache";
import { createSecrets, openMasterKey } from "./secrets";

/** For tests: a real database in a folder of its own, a clock that stands still, and ids that count. */
export function openTestParts() {
  const folder = mkdtempSync(join(tmpdir(), "parley-server-"));
  const db = openDatabase(folder);
  const clock = createTestClock();
  let lastId = 0;
  const catalogRows = createCatalogRows(db);
  return {
    folder,
    db,
    clock,
    newId: () => `id${++lastId}`,
    settings: createSettingRows(db),
    panelRows: createPanelRows(db),
    providerRows: createProviderRows(db),
    catalogRows,
    cache: createCatalogCache({ rows: catalogRows, clock, fixed: { demo: demoModels } }),
    secrets: createSecrets(openMasterKey(folder)),
    close() {
      db.$client.close();
      rmSync(folder, { recursive: true });
    },
  };
}
export type TestParts = ReturnType<typeof openTestParts>;

function createTestClock(): Clock & { pass(milliseconds: number): void } {
  let now = Date.UTC(2026, 10, 20);
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    pass(milliseconds) {
      now += milliseconds;
    },
  };
}

/** A row of a catalogue about which nothing special is known. */
export function modelRow(name: string, part: Partial<CatalogModel> = {}): CatalogModel {
  const [providerId = "", id = ""] = name.split(/:(.*)/s);
  return {
    name,
    providerId,
    label: id,
    family: id.split("/")[0] ?? id,
    price: null,
    contextTokens: null,
    maxOutputTokens: null,
    capabilities: { tools: null, reasoning: null, images: null, strictJson: null },
    aliasOf: null,
    ...part,
  };
}
