import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Diagnostics } from "@/lib/core/api-diagnostics";

export type EventLoopLag = { read(): Diagnostics["eventLoop"]; close(): void };

/** How often is looked, in milliseconds; the kernel's own delay of a timer is part of what is read. */
const resolution = 10;
const windowMs = 60_000;
const nanosecondsPerMs = 1_000_000;

/** Measures how late timers come. What is read covers the window before and the one under way. */
export function measureEventLoopLag(): EventLoopLag {
  const monitors = [monitorEventLoopDelay({ resolution }), monitorEventLoopDelay({ resolution })] as const;
  let [older, newer]: [(typeof monitors)[number], (typeof monitors)[number]] = [monitors[0], monitors[1]];
  older.enable();
  newer.enable();
  const timer = setInterval(() => {
    older.reset();
    [older, newer] = [newer, older];
  }, windowMs);
  timer.unref();
  const late = (nanoseconds: number) => {
    const ms = nanoseconds / nanosecondsPerMs - resolution;
    return Number.isFinite(ms) ? Math.max(0, Math.round(ms * 10) / 10) : 0;
  };
  return {
    read: () => ({ p50Ms: late(older.percentile(50)), p99Ms: late(older.percentile(99)), maxMs: late(older.max) }),
    close() {
      clearInterval(timer);
      for (const monitor of monitors) monitor.disable();
    },
  };
}
