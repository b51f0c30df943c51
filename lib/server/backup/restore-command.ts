import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { untilDataIsFree } from "@/lib/server/data-lock";
import { readEnv } from "@/lib/server/env";
import { openMasterKey } from "@/lib/server/secrets";
import { holdings } from "./backups";
import { keyOpener, prepareRestore } from "./prepare-restore";
import { runCommand } from "./run-command";
import { swapDatabase } from "./swap";

/** `npm run restore -- <file>`: puts a backup in the place of the database, while Parley does not run. */
await runCommand("npm run restore -- <file>", async (from) => {
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
  const dataFolder = resolve(readEnv(process.env).dataDir);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  // A database that cannot be read has no owner; that may be why somebody restores.
  await untilDataIsFree(process.env);
  const opens = keyOpener(openMasterKey(dataFolder));
  const { file, facts, lostKeys } = await prepareRestore({ dataFolder, from, opens });
  const kept = swapDatabase(dataFolder, file, Date.now());
  const { conversations, turns } = holdings(facts);
  return [
    `${from} was restored: ${conversations} conversations with ${turns} turns.`,
    ...(kept ? [`What was there before is kept: ${kept}`] : []),
    ...(lostKeys.length > 0
      ? [`Enter these keys again, they were sealed with another master.key: ${lostKeys.join(", ")}.`]
      : []),
  ];
});
