import { existsSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { copyDatabase, type DatabaseFacts, removeDatabase } from "@/db/backup/database-file";
import type { inThread } from "@/db/backup/in-thread";
import { carryOver, releaseOwner } from "@/db/carry-over";
import { databaseFile } from "@/db/client";
import { migrateForwards, refuseNewer } from "@/db/migrate";
import { createSecrets, type SealedKey } from "@/lib/server/secrets";
import { sealedKeysIn } from "./sealed-keys";

export type Prepared = {
  /** The database that is ready to take the place. */
  file: string;
  facts: DatabaseFacts;
  /** Providers, search engines and MCP servers whose keys were sealed with another key file: they have to be entered again. */
  lostKeys: string[];
};

type PrepareParts = {
  dataFolder: string;
  /** The backup; it stays as it is. */
  from: string;
  /** Whether a sealed key can be opened here. */
  opens: (key: SealedKey) => boolean;
  copy?: typeof inThread;
};

/**
 * Makes a database that can take the place of the one in the data folder: a checked copy of the backup, brought up to date, in
 * which signed-out sessions stay signed out and revoked tokens revoked. What is there is not touched. Throws an Error.
 */
export async function prepareRestore({ dataFolder, from, opens, copy }: PrepareParts): Promise<Prepared> {
  const file = join(dataFolder, "parley.db.incoming");
  removeDatabase(file);
  const copying = copy ? copy({ kind: "copy", from, to: file }) : copyDatabase(from, file);
  const facts = await copying;
  const client = new Sqlite(file);
  try {
    refuseNewer(client);
    migrateForwards(client);
    releaseOwner(client);
    if (existsSync(databaseFile(dataFolder))) carryOver(client, databaseFile(dataFolder));
    const lostKeys = sealedKeysIn(client).filter((key) => !opens(key));
    return { file, facts, lostKeys: lostKeys.map(({ label }) => label) };
  } catch (error) {
    client.close();
    removeDatabase(file);
    throw error;
  } finally {
    client.close();
  }
}

/** Tells whether a key that a backup holds sealed was sealed with this key file. */
export function keyOpener(masterKey: Buffer): PrepareParts["opens"] {
  const secrets = createSecrets(masterKey);
  return ({ sealed, owner }) => secrets.open(sealed, owner) !== null;
}
