import { countOf, listOf, numberWord } from "@/components/words/counts";
import type { PointState } from "@/lib/core/analysis";
import type { AuditFindings } from "@/lib/core/audit-findings";
import { unaddressedIn } from "@/lib/core/audit-points";
import { blankOut, codeIn } from "@/lib/core/code-parts";
import type { FinalAnswerState } from "@/lib/core/turn";

export type Place = { start: number; end: number };
export type Finding = { words: string; place: Place | null; pointId?: string };
export type FindingGroup = { key: keyof AuditFindings; title: string; meaning: string; findings: Finding[] };

type NumberOf = (pointId: string) => number | null;
type Checked = Pick<FinalAnswerState, "text" | "audit">;

/** What checking a final answer by code has found, in one line; null when there is nothing. */
export function auditSummary({ audit }: Pick<Checked, "audit">): string | null {
  const counts: readonly [readonly unknown[] | undefined, (count: number) => string][] = [
    [audit.unaddressed, (count) => `${countOf(count, "weighty point")} left out`],
    [audit.newNumbers, (count) => `${countOf(count, "number")} ${count === 1 ? "stands" : "stand"} in no answer`],
    [audit.unverifiedQuotations, (count) => `${countOf(count, "quotation")} not found`],
    [audit.unsaid, (count) => `${countOf(count, "sentence")} no panelist said`],
    [audit.unknownSources, (count) => `${countOf(count, "unknown source")} removed`],
    [audit.unopenedSources, (count) => `${countOf(count, "source")} nobody opened`],
    [audit.wording, (count) => `${countOf(count, "mention")} of answers by letter`],
    [audit.unparsed, () => "format broken"],
  ];
  const words = counts.flatMap(([list, wordsFor]) => (list && list.length > 0 ? [wordsFor(list.length)] : []));
  return words.length > 0 ? `Checked: ${words.join(", ")}` : null;
}

/** The findings by sort, each with its place in the text where it has one. */
export function findingGroups({ text, audit }: Checked, numberOf: NumberOf): FindingGroup[] {
  const prose = blankOut(text, codeIn(text));
  const inText = (words: readonly string[] | undefined) =>
    (words ?? []).map((each): Finding => ({ words: each, place: placeOf(prose, each) }));
  const plain = (words: readonly string[] | undefined) =>
    (words ?? []).map((each): Finding => ({ words: each, place: null }));
  const groups: FindingGroup[] = [
    {
      ...about("unaddressed", "Points left out", "They weigh most, and no sentence rests on them."),
      findings: (audit.unaddressed ?? []).map((id) => ({
        words: `Point ${numberOf(id) ?? id}`,
        place: null,
        pointId: id,
      })),
    },
    {
      ...about("newNumbers", "Numbers in no answer", "No answer, source or question has them. They may be derived."),
      findings: inText(audit.newNumbers),
    },
    {
      ...about("unverifiedQuotations", "Quotations not found", "These words stand in no answer, source or question."),
      findings: inText(audit.unverifiedQuotations),
    },
    {
      ...about("unsaid", "No panelist said this", "The sentence rests on no point, and no answer says it."),
      findings: (audit.unsaid ?? []).map((place) => ({ words: opening(text.slice(place.start, place.end)), place })),
    },
    {
      ...about(
        "unknownSources",
        "Unknown sources, removed",
        "The synthesizer named sources that are not in the table.",
      ),
      findings: plain(audit.unknownSources),
    },
    {
      ...about(
        "unopenedSources",
        "Sources nobody opened",
        "Panelists named them; no search found them, nobody read them.",
      ),
      findings: (audit.unopenedSources ?? []).map((id) => ({ words: id, place: placeOf(prose, id) })),
    },
    {
      ...about("wording", "Answers named by letter", "The letters are the judge’s; nobody else knows them."),
      findings: inText(audit.wording),
    },
    {
      ...about("unparsed", "Format broken", "The question orders it, and the answer does not parse."),
      findings: plain(audit.unparsed),
    },
  ];
  return groups.filter(({ findings }) => findings.length > 0);
}

function about(key: keyof AuditFindings, title: string, meaning: string) {
  return { key, title, meaning };
}

/** Where words stand in a text, between other words; null when they do not. */
export function placeOf(text: string, words: string): Place | null {
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    const isInside = /[\p{L}\p{N}]/u;
    const before = isInside.test(text.charAt(start - 1)) && isInside.test(words.charAt(0));
    const after = isInside.test(text.charAt(end)) && isInside.test(words.charAt(words.length - 1));
    if (!before && !after) return { start, end };
  }
  return null;
}

const longestOpening = 90;

function opening(words: string): string {
  const plain = words.replace(/[*_`]/g, "").replace(/\s+/g, " ");
  return plain.length > longestOpening ? `${plain.slice(0, longestOpening).replace(/\s\S*$/, "")} …` : plain;
}

/** "Mending two points that were left out", while the final answer is revised. */
export function mendingWords({ unaddressed = [], wording = [], unparsed = [] }: Partial<AuditFindings>): string {
  const parts = [
    ...(unaddressed.length > 0
      ? [
          `${numberWord(unaddressed.length)} ${unaddressed.length === 1 ? "point that was" : "points that were"} left out`,
        ]
      : []),
    ...(wording.length > 0 ? ["words that name answers by letter"] : []),
    ...(unparsed.length > 0 ? [`its ${listOf(unparsed)}`] : []),
  ];
  return parts.length > 0 ? `Mending ${listOf(parts)}` : "Mending the final answer";
}

type Revised = Pick<FinalAnswerState, "revision" | "audit">;

/** What a revision was for and how it went: "Revised once: it had left out points 3 and 5"; null when there was none. */
export function revisionWords(
  { revision, audit }: Revised,
  points: readonly PointState[],
  numberOf: NumberOf,
): string | null {
  if (!revision || revision.status === "running") return null;
  if (revision.status === "failed") {
    return `It was to be revised once and stands as it was: ${revision.failure?.message ?? "the revision failed."}`;
  }
  const still = new Set<string>(audit.unaddressed ?? []);
  const left = unaddressedIn(revision.draft, points).filter(({ id }) => !still.has(id));
  const numbers = left.map(({ id }) => String(numberOf(id) ?? id));
  if (numbers.length === 0) return "Revised once: its form or its words needed mending";
  return `Revised once: it had left out ${numbers.length === 1 ? "point" : "points"} ${listOf(numbers)}`;
}
