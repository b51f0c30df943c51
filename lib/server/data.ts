import type { Database } from "@/db/client";
import type { SettingRows } from "@/db/settings";
import { wipe } from "@/db/wipe";
import type { Clock } from "@/lib/core/model";
import type { Backups } from "./backup/backups";
import type { Catalog } from "./catalog";
import type { Panels } from "./panels";
import type { Providers } from "./providers";
import { sessionPrefix } from "./revoked-sessions";
import type { Turns } from "./turns";

type DataParts = {
  db: Database;
  clock: Clock;
  settings: SettingRows;
  turns: Pick<Turns, "runningConversationIds" | "stopConversation">;
  panels: Pick<Panels, "startOver">;
  providers: Pick<Providers, "removeAll">;
  catalog: Pick<Catalog, "forgetAll">;
  backups: Pick<Backups, "removeAll">;
};

export type Data = {
  /** Stops all turns and removes everything a person made, backups in the data folder too; the built-in panels come back. */
  deleteEverything(): Promise<void>;
};

const stopTimeout = 5000;

/** All the data of this installation at once. */
export function createData(parts: DataParts): Data {
  const { db, settings, panels, providers, catalog, backups } = parts;
  return {
    async deleteEverything() {
      await stopTurns(parts);
      db.transaction(() => {
        wipe(db);
        providers.removeAll();
        catalog.forgetAll();
        // A signed-out session must stay signed out.
        settings.removeAllExcept(sessionPrefix);
        panels.startOver();
      });
      // Deleted rows stay readable in the file's free pages and in the log until both are written anew.
      backups.removeAll();
      db.$client.exec("vacuum");
      db.$client.pragma("wal_checkpoint(TRUNCATE)");
    },
  };
}

/** Asks every turn to stop and gives each the time to write its last events. */
async function stopTurns({ turns, clock }: DataParts): Promise<void> {
  const giveUpAt = clock.now() + stopTimeout;
  const never = new AbortController().signal;
  for (let running = turns.runningConversationIds(); running.size > 0; running = turns.runningConversationIds()) {
    for (const conversationId of running) turns.stopConversation(conversationId);
    if (clock.now() >= giveUpAt) return;
    await clock.sleep(20, never);
  }
}
