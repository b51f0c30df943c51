import { expect, test } from "vitest";
import type { Diagnostics } from "@/lib/core/api-diagnostics";
import { factsOf, formatUptime, reportOf } from "./diagnostics-report";

const now: Diagnostics = {
  at: Date.UTC(2026, 10, 26, 12),
  startedAt: Date.UTC(2026, 10, 26, 9, 55),
  versions: { parley: "1.2.3", node: "24.21.0", sqlite: "3.54.1", platform: "linux x64" },
  epoch: 7,
  eventLoop: { p50Ms: 0.1, p99Ms: 3, maxMs: 12.5 },
  memory: { rssBytes: 120_000_000, heapBytes: 60_000_000 },
  database: { bytes: 2_400_000, walBytes: 640_000, diskFreeBytes: null },
  openStreams: 2,
  runningTurns: 1,
  handles: { TCPSocketWrap: 3, Timeout: 5 },
  upstream: {
    queue: 4,
    running: 8,
    breakers: [
      {
        providerId: "x",
        model: "x:slow",
        state: "open",
        code: "timeout",
        message: "X: no answer",
        requests: 6,
        failed: 5,
      },
    ],
    recentFailures: [
      {
        at: Date.UTC(2026, 10, 26, 11, 59),
        provider: "X",
        model: "x:slow",
        code: "rate_limited",
        message: "X: slow down",
        httpStatus: 429,
        again: true,
      },
    ],
  },
};

test("a time is told in its two largest units", () => {
  expect([0, 41_000, 125 * 60_000, 3_600_000, 90_061_000].map(formatUptime)).toEqual([
    "0 s",
    "41 s",
    "2 h 5 min",
    "1 h",
    "1 d 1 h",
  ]);
});

test("the report holds every fact of the screen, the breakers and the failures", () => {
  const report = reportOf(now);
  for (const { name, value } of factsOf(now).flatMap(({ facts }) => facts))
    expect(report).toContain(`${name}: ${value}`);
  expect(report).toContain("Up for: 2 h 5 min");
  expect(report).toContain("x:slow: paused after failures, 5 of 6 requests failed in the last minute (X: no answer)");
  expect(report).toContain("2026-11-26T11:59:00.000Z X, x:slow: X: slow down (rate_limited, HTTP 429), sent once more");
  expect(report).toContain("TCPSocketWrap: 3");
});

test("what there is none of is said", () => {
  expect(reportOf({ ...now, upstream: { ...now.upstream, breakers: [], recentFailures: [] } })).toMatch(
    /Breakers\nnone\n\nRecent failures\nnone/,
  );
});
