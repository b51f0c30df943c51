import { basename } from "node:path";
import type { RestoreReport } from "@/lib/core/api-backup";
import { container, reopenContainer } from "@/lib/server/container";
import { holdings } from "./backups";
import { swapDatabase } from "./swap";

/** Puts a backup in the place of the database of this running server. Throws conflict, not_found or invalid_request; nothing is changed then. */
export async function restoreHere(name: string): Promise<RestoreReport> {
  const { backups, dataFolder, clock } = container();
  const { file, facts, lostKeys } = await backups.prepare(name);
  // Nothing waits from here on, so that no turn can start in between.
  let kept: string | null = null;
  const { logger } = reopenContainer(() => {
    kept = swapDatabase(dataFolder, file, clock.now());
  });
  logger.info("A backup was restored.", { name, kept: nameOf(kept) });
  return { ...holdings(facts), kept: nameOf(kept), lostKeys };
}

function nameOf(path: string | null): string | null {
  return path === null ? null : basename(path);
}
