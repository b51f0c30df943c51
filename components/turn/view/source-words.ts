import { sourceIdsByUrl } from "@/lib/core/source-mentions";
import { canonicalUrl, hostOf } from "@/lib/core/source-url";
import type { AnswerState, SourceState } from "@/lib/core/turn";

const statuses: Readonly<Record<SourceState["status"], string>> = {
  fetched: "Read",
  found: "Found, not opened",
  cited: "Cited, never opened",
};

type Researched = { answers: readonly Pick<AnswerState, "toolCalls">[]; sources: readonly SourceState[] };

/** Failures that say nothing of the page: it was not asked for. */
const notAsked = new Set(["call_limit", "repeated_call", "unknown_address", "invalid_arguments", "excluded_domain"]);

/** Ids of sources that panelists tried to open in vain. */
export function unreadSources({ answers, sources }: Researched): ReadonlySet<string> {
  const failed = answers
    .flatMap(({ toolCalls }) => toolCalls)
    .filter(({ tool, failure }) => tool === "web_fetch" && failure && !notAsked.has(failure.code));
  if (failed.length === 0) return new Set();
  const ids = sourceIdsByUrl(sources.filter(({ status }) => status !== "fetched"));
  return new Set(failed.flatMap(({ input }) => ids.get(canonicalUrl(input) ?? "") ?? []));
}

/** Whether nobody has seen the page itself although an answer may rest on it: its chip is dashed and struck through. */
export function isUnseen({ status }: Pick<SourceState, "status">, isUnread: boolean): boolean {
  return status === "cited" || isUnread;
}

export function sourceStatus({ status }: Pick<SourceState, "status">, isUnread: boolean): string {
  return isUnread ? "Could not be read" : statuses[status];
}

/** What a reader should know before trusting a source. */
export function sourceStatusWords({ status }: Pick<SourceState, "status">, isUnread: boolean): string {
  if (isUnread) return "A panelist tried to open it and could not read it.";
  if (status === "fetched") return "Read by a panelist in this turn.";
  if (status === "found") return "Found by a search. Nobody opened the page.";
  return "Named by a panelist. Nobody opened or found it, so it may not exist.";
}

/** "Review of Economic Studies, October 1974"; the host when nothing else is known. */
export function sourceFacts({ url, site, author, date = "" }: SourceState): string {
  const facts = [author, site || hostOf(url), dayInWords(date)];
  return facts.filter((fact) => fact !== undefined && fact !== "").join(", ");
}

/** "1974", "October 1974" or "1 October 1974", as far as the date is known; "" for what is no date. */
function dayInWords(date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  if (!year || !month) return year ?? "";
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const monthAndYear = at.toLocaleDateString("en-GB", { year: "numeric", month: "long", timeZone: "UTC" });
  return day ? `${Number(day)} ${monthAndYear}` : monthAndYear;
}

/** The source ids that a final answer names. */
export function namedSources(text: string): ReadonlySet<string> {
  const marks = text.matchAll(/\[(S\d+(?:\s*,\s*S\d+)*)\]/g);
  return new Set([...marks].flatMap(([, ids]) => (ids ?? "").split(/\s*,\s*/)));
}
