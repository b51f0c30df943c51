import { z } from "zod";
import { FailureCode } from "./failure";

/** How well one part of the server does; `detail` is one plain sentence. */
const HealthCheck = z.object({ status: z.enum(["ok", "degraded", "failing"]), detail: z.string() });
export type HealthCheck = z.infer<typeof HealthCheck>;

/** GET /api/health?deep=1. `degraded`: Parley works, something around it does not; `failing` comes with status 503. */
export const DeepHealth = z.object({
  status: HealthCheck.shape.status,
  version: z.string(),
  db: z.enum(["ok", "failing"]),
  epoch: z.number(),
  checks: z.object({
    database: HealthCheck,
    integrity: HealthCheck,
    disk: HealthCheck,
    eventLoop: HealthCheck,
    upstream: HealthCheck,
  }),
});
export type DeepHealth = z.infer<typeof DeepHealth>;

/** GET /api/diagnostics: how this process does now. Times in milliseconds since the epoch unless said otherwise. */
export const Diagnostics = z.object({
  at: z.number(),
  startedAt: z.number(),
  versions: z.object({ parley: z.string(), node: z.string(), sqlite: z.string(), platform: z.string() }),
  epoch: z.number(),
  /** Milliseconds by which timers came late, over the last minute or two. */
  eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  memory: z.object({ rssBytes: z.number(), heapBytes: z.number() }),
  database: z.object({
    bytes: z.number(),
    walBytes: z.number(),
    /** Free on the disk it lies on; null = the system does not say. */
    diskFreeBytes: z.number().nullable(),
  }),
  openStreams: z.number(),
  runningTurns: z.number(),
  /** What the event loop waits for, by kind: sockets, timers, files. */
  handles: z.record(z.string(), z.number()),
  upstream: z.object({
    queue: z.number(),
    running: z.number(),
    breakers: z.array(
      z.object({
        providerId: z.string(),
        model: z.string(),
        state: z.string(),
        code: FailureCode.nullable(),
        message: z.string().nullable(),
        requests: z.number(),
        failed: z.number(),
      }),
    ),
    /** Newest first. */
    recentFailures: z.array(
      z.object({
        at: z.number(),
        provider: z.string(),
        model: z.string(),
        code: FailureCode,
        message: z.string(),
        httpStatus: z.number().nullable(),
        /** It was sent once more. */
        again: z.boolean(),
      }),
    ),
  }),
});
export type Diagnostics = z.infer<typeof Diagnostics>;
