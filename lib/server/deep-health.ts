import type { DeepHealth, Diagnostics, HealthCheck } from "@/lib/core/api-diagnostics";
import type { Clock } from "@/lib/core/model";
import { describeError, type Log } from "./log";

export type DeepHealthParts = {
  clock: Pick<Clock, "now">;
  logger: Log;
  /** Writes a row; throws when the database takes none. */
  write: () => void;
  /** Looks through the whole file: "ok", or what is wrong with it. */
  quickCheck: () => Promise<string>;
  read: () => Diagnostics;
};

const megabyte = 1_000_000;
const littleDisk = 500 * megabyte;
const noDisk = 50 * megabyte;
/** Above this people notice: performance.md, P3 aims at 20 ms. */
const slowLoopMs = 200;
const largeWal = 256 * megabyte;
/** Looking through a large file takes seconds of a disk, so nobody can make it happen more often; in milliseconds. */
const checkEvery = 60_000;

/** How well every part of the server does, each looked at by using it. */
export function createDeepHealth(parts: DeepHealthParts): () => Promise<DeepHealth> {
  const integrity = onceAMinute(parts);
  return async () => {
    const now = parts.read();
    const checks = {
      database: checkDatabase(parts, now),
      integrity: await integrity(),
      disk: checkDisk(now.database.diskFreeBytes),
      eventLoop: checkEventLoop(now.eventLoop),
      upstream: checkUpstream(now.upstream),
    };
    return {
      status: worstOf(Object.values(checks)),
      version: now.versions.parley,
      db: checks.database.status === "failing" || checks.integrity.status === "failing" ? "failing" : "ok",
      epoch: now.epoch,
      checks,
    };
  };
}

function worstOf(checks: readonly HealthCheck[]): HealthCheck["status"] {
  const all = checks.map(({ status }) => status);
  if (all.includes("failing")) return "failing";
  return all.includes("degraded") ? "degraded" : "ok";
}

function checkDatabase({ write, logger }: DeepHealthParts, { database }: Diagnostics): HealthCheck {
  try {
    write();
  } catch (error) {
    logger.error("The database takes no writes.", describeError(error));
    return { status: "failing", detail: "The database takes no writes: its disk may be full, read-only or locked." };
  }
  if (database.walBytes <= largeWal) return { status: "ok", detail: "A row was written." };
  const size = Math.round(database.walBytes / megabyte);
  return { status: "degraded", detail: `A row was written, but the write-ahead log has grown to ${size} MB.` };
}

function onceAMinute({ quickCheck, clock, logger }: DeepHealthParts): () => Promise<HealthCheck> {
  let last: { at: number; check: Promise<HealthCheck> } | null = null;
  async function look(): Promise<HealthCheck> {
    try {
      const words = await quickCheck();
      if (words === "ok") return { status: "ok", detail: "SQLite looked through the file and found nothing wrong." };
      logger.error("The database file is damaged.", { words });
      return { status: "failing", detail: "SQLite found damage in the file. Restore a backup." };
    } catch (error) {
      logger.warn("The database file could not be looked through.", describeError(error));
      return { status: "degraded", detail: "The file could not be looked through in time." };
    }
  }
  return () => {
    if (!last || clock.now() - last.at >= checkEvery) last = { at: clock.now(), check: look() };
    return last.check;
  };
}

function checkDisk(freeBytes: number | null): HealthCheck {
  if (freeBytes === null) return { status: "ok", detail: "The system does not say how much room is left." };
  const detail = `${Math.round(freeBytes / megabyte).toLocaleString("en-US")} MB are free.`;
  if (freeBytes < noDisk) return { status: "failing", detail };
  return { status: freeBytes < littleDisk ? "degraded" : "ok", detail };
}

function checkEventLoop({ p99Ms, maxMs }: Diagnostics["eventLoop"]): HealthCheck {
  const detail = `Of 100 timers 99 came at most ${p99Ms} ms late, the worst ${maxMs} ms.`;
  return { status: p99Ms > slowLoopMs ? "degraded" : "ok", detail };
}

function checkUpstream({ breakers, queue, running }: Diagnostics["upstream"]): HealthCheck {
  const shut = breakers.filter(({ state }) => state !== "closed").map(({ model }) => model);
  const detail = `${running} calls under way, ${queue} waiting.`;
  if (shut.length === 0) return { status: "ok", detail };
  return { status: "degraded", detail: `${detail} Not asked at the moment: ${shut.join(", ")}.` };
}
