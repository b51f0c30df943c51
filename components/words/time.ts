import { countOf } from "./counts";

const second = 1000;
const minute = 60 * second;

/** A length of time in whole seconds: "41 s", "1 min 12 s", "15 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / second));
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  const minutes = `${Math.floor(seconds / 60)} min`;
  return rest === 0 ? minutes : `${minutes} ${rest} s`;
}

/** A short wait with one decimal: "0.9 s"; from a minute on in whole seconds. */
export function formatWait(milliseconds: number): string {
  const wait = Math.max(0, milliseconds);
  return wait < minute ? `${(wait / second).toFixed(1)} s` : formatDuration(wait);
}

/** "30 to 60 s", from two minutes on "2 to 5 min". */
export function formatSecondRange({ low, high }: { low: number; high: number }): string {
  const [size, unit] = high >= 120 ? [60, "min"] : [1, "s"];
  const [from, to] = [Math.max(1, Math.round(low / size)), Math.max(1, Math.round(high / size))];
  return from === to ? `${from} ${unit}` : `${from} to ${to} ${unit}`;
}

const ages = [
  { unit: "day", milliseconds: 86_400_000 },
  { unit: "hour", milliseconds: 3_600_000 },
  { unit: "minute", milliseconds: 60_000 },
] as const;

/** How long ago, in the largest whole unit: "2 hours ago", "just now". */
export function formatAge(then: number, now: number): string {
  const age = ages.find(({ milliseconds }) => now - then >= milliseconds);
  if (!age) return "just now";
  return `${countOf(Math.floor((now - then) / age.milliseconds), age.unit)} ago`;
}
