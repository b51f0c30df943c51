import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { type Database, openDatabase } from "@/db/client";
import { createSettingRows, type SettingRows } from "@/db/settings";
import type { NewId } from "@/lib/core/ids";
import type { Clock } from "@/lib/core/model";
import { realClock } from "./clock";
import { type Env, readEnv } from "./env";
import { createLog, type Log } from "./log";
import { createRedaction, type Redaction } from "./redaction";
import { openMasterKey } from "./secrets";

/** What every part of the server is made from. */
export type Ground = {
  env: Env;
  dataFolder: string;
  db: Database;
  settingRows: SettingRows;
  clock: Clock;
  newId: NewId;
  masterKey: Buffer;
  logger: Log;
  redaction: Redaction;
};

/** Opens the data folder. Throws an Error people can act on when a setting or the folder is bad. */
export function openGround(variables: Readonly<Record<string, string | undefined>>): Ground {
  const env = readEnv(variables);
  const dataFolder = resolve(env.dataDir);
  const db = openDatabase(dataFolder);
  const redaction = createRedaction();
  redaction.know(() => [env.password, env.openrouter.apiKey, env.openai.apiKey]);
  redaction.know(() => [env.search.braveKey, env.search.tavilyKey, env.search.exaKey]);
  return {
    env,
    dataFolder,
    db,
    settingRows: createSettingRows(db),
    clock: realClock,
    newId: () => randomBytes(15).toString("base64url"),
    masterKey: openMasterKey(dataFolder),
    logger: createLog(env.logLevel, undefined, redaction.clean),
    redaction,
  };
}
