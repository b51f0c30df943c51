import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { copyDatabase } from "@/db/backup/database-file";
import { databaseFile } from "@/db/client";
import { readEnv } from "@/lib/server/env";
import { holdings } from "./backups";
import { runCommand } from "./run-command";

/** `npm run backup -- <file>`: a checked copy of the database, also while Parley runs. */
await runCommand("npm run backup -- <file>", async (to) => {
  if (existsSync(to)) throw new Error(`${to} is there already. Nothing was written.`);
  const { counts, bytes, ...facts } = await copyDatabase(databaseFile(resolve(readEnv(process.env).dataDir)), to);
  const { conversations, turns } = holdings({ counts, bytes, ...facts });
  return [
    `${to}: ${conversations} conversations with ${turns} turns, ${(bytes / 1_000_000).toFixed(1)} MB, read back and found whole.`,
    "Keys of providers are in it only sealed. What opens them, keys/master.key in the data folder, is not: keep it elsewhere.",
  ];
});
