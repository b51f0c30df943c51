import { statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Diagnostics } from "@/lib/core/api-diagnostics";
import type { UpstreamSnapshot } from "@/lib/models/upstream-record";
import type { EventLoopLag } from "./event-loop-lag";

export type DiagnosticsParts = {
  now: () => number;
  startedAt: number;
  version: string;
  epoch: number;
  /** The file of the database, as an absolute path. */
  databaseFile: string;
  sqliteVersion: string;
  lag: Pick<EventLoopLag, "read">;
  openStreams: () => number;
  runningTurns: () => number;
  upstream: () => UpstreamSnapshot;
  /** Takes secrets out of a text. */
  clean: (text: string) => string;
};

/** How this process does now. Holds no question, no answer and no secret, so that it can be handed on. */
export function readDiagnostics(parts: DiagnosticsParts): Diagnostics {
  const { version, epoch, startedAt, databaseFile } = parts;
  const memory = process.memoryUsage();
  return {
    at: parts.now(),
    startedAt,
    versions: {
      parley: version,
      node: process.versions.node,
      sqlite: parts.sqliteVersion,
      platform: `${process.platform} ${process.arch}`,
    },
    epoch,
    eventLoop: parts.lag.read(),
    memory: { rssBytes: memory.rss, heapBytes: memory.heapUsed },
    database: {
      bytes: sizeOf(databaseFile),
      walBytes: sizeOf(`${databaseFile}-wal`),
      diskFreeBytes: freeBytesAt(dirname(databaseFile)),
    },
    openStreams: parts.openStreams(),
    runningTurns: parts.runningTurns(),
    handles: countOfEach(process.getActiveResourcesInfo()),
    upstream: upstreamFacts(parts),
  };
}

function upstreamFacts({ upstream, clean }: DiagnosticsParts): Diagnostics["upstream"] {
  const { queue, running, breakers, recentFailures } = upstream();
  return {
    queue,
    running,
    breakers: breakers.map((breaker) => ({ ...breaker, message: breaker.message && clean(breaker.message) })),
    recentFailures: recentFailures.map(({ providerId: _known, message, ...rest }) => ({
      ...rest,
      message: clean(message),
    })),
  };
}

function countOfEach(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Bytes this process may still write to that folder's disk; null = the system does not say. */
function freeBytesAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
