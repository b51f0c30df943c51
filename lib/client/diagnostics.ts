import { queryOptions } from "@tanstack/react-query";
import type { Diagnostics } from "@/lib/core/api-diagnostics";
import { type Check, count, isRecord, nullable, shape, text } from "./checks";
import { queryKeys } from "./query-keys";
import { request } from "./request";

const every = 2000;

const envelope = shape({
  at: count,
  startedAt: count,
  versions: shape({ parley: text, node: text, sqlite: text, platform: text }),
  epoch: count,
  eventLoop: shape({ p50Ms: count, p99Ms: count, maxMs: count }),
  memory: shape({ rssBytes: count, heapBytes: count }),
  database: shape({ bytes: count, walBytes: count, diskFreeBytes: nullable(count) }),
  openStreams: count,
  runningTurns: count,
  handles: (value, path) => {
    if (!isRecord(value)) throw new Error(`${path} is not an object.`);
    return value;
  },
  upstream: shape({ queue: count, running: count }),
});

/** The figures of our own process are checked; its two lists were parsed by nobody but us and are shown as text. */
const diagnostics: Check<Diagnostics> = (value, path) => {
  envelope(value, path);
  return value as Diagnostics;
};

/** How the server does now, looked at again every two seconds. */
export const diagnosticsQuery = queryOptions({
  queryKey: queryKeys.diagnostics,
  queryFn: ({ signal }) => request("/api/diagnostics", diagnostics, { signal }),
  refetchInterval: every,
  staleTime: 0,
});
