import { z } from "zod";
import { type UpstreamPolicy, usualPolicy } from "@/lib/models/upstream-policy";

const ms = z.number().nonnegative().optional();
const count = z.number().int().positive().optional();
const timers = z
  .strictObject({ connectMs: ms, headersMs: ms, firstContentMs: ms, contentIdleMs: ms, transportIdleMs: ms })
  .optional();

/** Other figures for single limits; what is not named stays as it is. */
export const PolicyPatch = z.strictObject({
  timers: z.strictObject({ remote: timers, reasoning: timers, local: timers }).optional(),
  serverToolsIdleMs: ms,
  afterFinishMs: ms,
  actors: z.strictObject({ panelistMs: ms, judgeMs: ms, turnMs: ms }).optional(),
  retry: z
    .strictObject({ most: z.number().int().min(0).max(2).optional(), baseMs: ms, maxWaitMs: ms, retryAfterTotalMs: ms })
    .optional(),
  breaker: z
    .strictObject({ requests: count, failedShare: z.number().min(0).max(1).optional(), windowMs: ms, pauseMs: ms })
    .optional(),
  places: z.strictObject({ remote: count, local: count, total: count }).optional(),
  caps: z
    .strictObject({
      lineCharacters: count,
      answerCharacters: count,
      replayCharacters: count,
      totalBytes: count,
      errorBytes: count,
    })
    .optional(),
  repetition: z.strictObject({ characters: count, longestUnit: count }).optional(),
});
export type PolicyPatch = z.infer<typeof PolicyPatch>;

/**
 * The usual policy with every time multiplied by `scale`, and then the figures of the patch. The casts hold: both steps keep
 * every key and put numbers in the place of numbers.
 */
export function policyFor(scale: number, patch: PolicyPatch): UpstreamPolicy {
  return merged(scaled(usualPolicy, scale), patch) as UpstreamPolicy;
}

type Tree = { [key: string]: number | Tree };

function scaled(tree: Tree, scale: number): Tree {
  const entries = Object.entries(tree).map(([key, value]): [string, number | Tree] => {
    if (typeof value !== "number") return [key, scaled(value, scale)];
    return [key, key.endsWith("Ms") ? value * scale : value];
  });
  return Object.fromEntries(entries);
}

type Patch = { [key: string]: number | Patch | undefined };

function merged(tree: Tree, patch: Patch): Tree {
  const entries = Object.entries(tree).map(([key, value]): [string, number | Tree] => {
    const change = patch[key];
    if (change === undefined) return [key, value];
    return [key, typeof value === "object" && typeof change === "object" ? merged(value, change) : (change as number)];
  });
  return Object.fromEntries(entries);
}
