import { databaseFile } from "@/db/client";
import { quickCheck } from "@/db/quick-check";
import type { Upstream } from "@/lib/models/upstream";
import { createDeepHealth } from "./deep-health";
import { readDiagnostics } from "./diagnostics";
import { measureEventLoopLag } from "./event-loop-lag";
import type { Ground } from "./ground";
import type { Turns } from "./turns";

type SeeingParts = Pick<Ground, "db" | "clock" | "logger" | "redaction" | "dataFolder" | "settingRows"> & {
  version: string;
  epoch: number;
  upstream: Pick<Upstream, "snapshot">;
  turns: Pick<Turns, "runningCount">;
  openStreams: () => number;
};

const writtenKey = "health:written-at";

/** What makes this process visible from outside: its figures, and whether each part of it works. */
export function openSeeing(parts: SeeingParts) {
  const { db, clock, logger, redaction, settingRows, turns, upstream } = parts;
  const lag = measureEventLoopLag();
  const file = databaseFile(parts.dataFolder);
  const diagnosed = {
    now: () => clock.now(),
    startedAt: clock.now(),
    version: parts.version,
    epoch: parts.epoch,
    databaseFile: file,
    sqliteVersion: String(db.$client.prepare("select sqlite_version()").pluck().get()),
    lag,
    openStreams: parts.openStreams,
    runningTurns: () => turns.runningCount(),
    upstream: () => upstream.snapshot(),
    clean: redaction.clean,
  };
  const diagnostics = () => readDiagnostics(diagnosed);
  const deepHealth = createDeepHealth({
    clock,
    logger,
    write: () => settingRows.set(writtenKey, String(clock.now())),
    quickCheck: () => quickCheck(file),
    read: diagnostics,
  });
  return { diagnostics, deepHealth, close: () => lag.close() };
}
