import { siteOf, sitePattern } from "@/lib/core/site";
import type { Draft } from "./draft";

/** One thing that keeps a panel from being saved; `path` is the server's, e.g. `panelists.0.temperature`. */
export type DraftProblem = { path: string; message: string };

type Range = { low: number; high: number; whole: boolean; message: string };

const ranges = {
  temperature: { low: 0, high: 2, whole: false, message: "Give a number from 0 to 2." },
  maxOutputTokens: { low: 1, high: 1_000_000, whole: true, message: "Give a whole number from 1 to 1,000,000." },
  graceSeconds: { low: 0, high: 600, whole: true, message: "Give whole seconds, 600 at most." },
  deadlineSeconds: { low: 5, high: 3600, whole: true, message: "Give at least 5 seconds, 3,600 at most." },
  maxToolCalls: { low: 1, high: 16, whole: true, message: "Give a whole number from 1 to 16." },
  maxResults: { low: 1, high: 25, whole: true, message: "Give a whole number from 1 to 25." },
  maxCostUsd: { low: Number.MIN_VALUE, high: 1000, whole: false, message: "Give more than $0, $1,000 at most." },
} satisfies Record<string, Range>;

/** What must be put right before the draft can be saved; empty when nothing. */
export function findProblems(draft: Draft): DraftProblem[] {
  const { limits, tools } = draft;
  return [
    ...demand(draft.name.trim() !== "", "name", "Give the panel a name."),
    ...demand(draft.name.trim().length <= 80, "name", "A panel name has at most 80 characters."),
    ...demand(draft.seats.length > 0, "panelists", "A panel needs at least one panelist."),
    ...demand(draft.judge.model !== "", "judge.model", "Choose a judge."),
    ...draft.seats.flatMap((seat, index) => [
      ...checkRange(seat.temperature, ranges.temperature, `panelists.${index}.temperature`),
      ...checkRange(seat.maxOutputTokens, ranges.maxOutputTokens, `panelists.${index}.maxOutputTokens`),
    ]),
    ...checkRange(tools.maxResults, ranges.maxResults, "tools.maxResults"),
    ...checkRange(tools.maxToolCalls, ranges.maxToolCalls, "tools.maxToolCalls"),
    ...checkSites(tools.allowedDomains, "tools.allowedDomains"),
    ...checkSites(tools.excludedDomains, "tools.excludedDomains"),
    ...checkRange(limits.graceSeconds, ranges.graceSeconds, "limits.graceSeconds"),
    ...checkRange(limits.deadlineSeconds, ranges.deadlineSeconds, "limits.deadlineSeconds"),
    ...checkRange(limits.maxCostUsd, ranges.maxCostUsd, "limits.maxCostUsd"),
  ];
}

function demand(holds: boolean, path: string, message: string): DraftProblem[] {
  return holds ? [] : [{ path, message }];
}

function checkSites(sites: readonly string[], path: string): DraftProblem[] {
  const wrong = sites.find((site) => !sitePattern.test(siteOf(site)));
  return demand(wrong === undefined, path, `“${wrong}” is no site. Name one like example.org.`);
}

function checkRange(value: number | null, { low, high, whole, message }: Range, path: string): DraftProblem[] {
  if (value === null) return [];
  const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
  return demand(fits, path, message);
}
