import { statSync } from "node:fs";
import type { z } from "zod";
import type { SettingRows } from "@/db/settings";
import { Appearance, type PatchSettingsBody, type SettingsView } from "@/lib/core/api";

export type Settings = {
  view(): SettingsView;
  /** Changes how Parley looks; what is not named stays. */
  patch(change: z.output<typeof PatchSettingsBody>): SettingsView;
};

type SettingsParts = {
  rows: SettingRows;
  /** The file of the database, as an absolute path. */
  databaseFile: string;
  version: string;
  passwordOn: boolean;
};

const appearanceKey = "appearance";
const usual: Appearance = { theme: "system", answerFont: "serif", singleKeys: true, columns: 4 };

/** What a person chose for this installation, and facts about it. */
export function createSettings({ rows, databaseFile, version, passwordOn }: SettingsParts): Settings {
  const view = () => ({
    ...readAppearance(rows.get(appearanceKey)),
    dataLocation: databaseFile,
    databaseBytes: sizeOf(databaseFile) + sizeOf(`${databaseFile}-wal`),
    version,
    passwordOn,
  });
  return {
    view,
    patch(change) {
      const next = { ...readAppearance(rows.get(appearanceKey)), ...change };
      rows.set(appearanceKey, JSON.stringify(Appearance.parse(next)));
      return view();
    },
  };
}

/** A stored choice that this version does not know counts as not made. */
function readAppearance(stored: string | null): Appearance {
  const parsed = stored === null ? null : Appearance.partial().safeParse(JSON.parse(stored));
  return Appearance.parse({ ...usual, ...(parsed?.success ? parsed.data : {}) });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
