import type { Calls, PastCall } from "@/db/calls";
import type { Habit, Range } from "./estimate";

const rememberedCalls = 50;
/** Fewer calls than this say nothing about the next one. */
const fewestCalls = 5;

type Role = Parameters<Calls["recent"]>[1];

/** How a model usually behaved here in a role: the middle half of its latest calls. */
export function habitFrom(calls: Pick<Calls, "recent">, model: string, role: Role): Habit {
  const past = calls.recent(model, role, rememberedCalls);
  const seconds = past.map(({ durationMs }) => durationMs / 1000);
  return { completionTokens: middleHalf(past.flatMap(tokensWritten)), seconds: middleHalf(seconds) };
}

function tokensWritten({ completionTokens }: PastCall): number[] {
  return completionTokens === null ? [] : [completionTokens];
}

/** The 25th and 75th percentile, linear between neighbours; null for too few values. */
export function middleHalf(values: readonly number[]): Range | null {
  if (values.length < fewestCalls) return null;
  const sorted = values.toSorted((one, other) => one - other);
  return { low: percentile(sorted, 0.25), high: percentile(sorted, 0.75) };
}

function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
