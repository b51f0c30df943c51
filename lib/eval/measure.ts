import { meanOf, wilsonInterval } from "./statistics";

type Target = { atLeast: number } | { atMost: number };

/** How many judgings a figure rests on, and how many were asked for. */
export type Runs = { usable: number; asked: number };

/** One figure of the table. `hits` and `of` where it is a share; `interval` 95 %, Wilson, shares only. */
export type Measure = {
  name: string;
  value: number | null;
  hits: number | null;
  of: number;
  interval: [low: number, high: number] | null;
  target: Target | null;
  runs: Runs;
  outcome: "met" | "not met" | "reported" | "not measured";
};

type Named = { name: string; target: Target | null; runs: Runs };

/** Below this share of usable judgings a figure is no figure: a missing judging must never look like a score. */
const leastCoverage = 0.95;

/** A share of counted things. */
export function share({ hits, of, ...named }: Named & { hits: number; of: number }): Measure {
  return measure(named, { value: of === 0 ? null : hits / of, hits, of, interval: wilsonInterval(hits, of) });
}

/** A share of things that each were right or not. */
export function shareOf(named: Named, results: readonly boolean[]): Measure {
  return share({ ...named, hits: results.filter(Boolean).length, of: results.length });
}

/** A mean of samples that are no shares of a count. */
export function mean(named: Named, samples: readonly number[]): Measure {
  return measure(named, { value: meanOf(samples), hits: null, of: samples.length, interval: null });
}

function measure(named: Named, figure: Pick<Measure, "value" | "hits" | "of" | "interval">): Measure {
  return { ...named, ...figure, outcome: outcomeOf(named, figure.value) };
}

function outcomeOf({ target, runs }: Named, value: number | null): Measure["outcome"] {
  if (value === null || runs.usable < leastCoverage * runs.asked) return "not measured";
  if (target === null) return "reported";
  const met = "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
  return met ? "met" : "not met";
}
