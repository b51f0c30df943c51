import type { PointState } from "./analysis";
import type { AuditFindings } from "./audit-findings";
import { type AuditGround, isUnopened, proseOf } from "./audit-ground";
import { newNumbersIn } from "./audit-numbers";
import { unaddressedIn } from "./audit-points";
import { unverifiedQuotationsIn } from "./audit-quotations";
import { unsaidIn } from "./audit-unsaid";
import { letterWordingIn } from "./audit-wording";
import type { Steps } from "./in-steps";
import { sourceMarksIn } from "./mark-places";
import type { SourceState } from "./turn";
import { hasRoomForMarks, unparsedIn } from "./wanted-format";

export type Audited = {
  /** The final answer as it is stored, marks in place. */
  text: string;
  /** Sources that were named and are none: the mark filter removed them. */
  unknownSources: readonly string[];
  /** Empty where there is no analysis. */
  points: readonly PointState[];
  /** The letters of the judging. */
  labels: readonly string[];
  sources: readonly Pick<SourceState, "id" | "status">[];
  question: string;
  /** The year it is, which may be named freely. */
  year: number;
};

/**
 * Checks a final answer by code (judge.md section 15): no model is asked and nothing is withheld. Offsets and words of the
 * findings are those of the stored text. In steps, because eight long answers keep the server busy.
 */
export function* auditInSteps(audited: Audited, ground: AuditGround): Steps<AuditFindings> {
  const { text, points, sources, question } = audited;
  const prose = proseOf(text);
  const cited = new Set(sourceMarksIn(text).map(({ id }) => id));
  yield;
  const newNumbers = newNumbersIn(prose, ground, [audited.year]);
  yield;
  const unverifiedQuotations = unverifiedQuotationsIn(prose, ground);
  yield;
  const unsaid = unsaidIn(text, ground, points.map(wordsOfPoint));
  yield;
  return {
    unknownSources: [...audited.unknownSources],
    unopenedSources: sources.filter((source) => cited.has(source.id) && isUnopened(source)).map(({ id }) => id),
    newNumbers,
    unverifiedQuotations,
    unaddressed: hasRoomForMarks(text, question) ? unaddressedIn(text, points).map(({ id }) => id) : [],
    wording: letterWordingIn(prose, audited.labels, ground),
    unparsed: unparsedIn(text, question),
    unsaid,
  };
}

/** Everything a point says, so that a sentence may rest on it without its mark. */
function wordsOfPoint({ topic, point, why, ask, views }: PointState): string {
  return [topic, point, why, ask ?? "", ...views.flatMap(({ says, quote }) => [says, quote])].join("\n");
}

/** Whether the synthesizer is asked to mend a final answer: points left out, letters a reader cannot know, a broken format. */
export function mustBeMended(findings: AuditFindings): boolean {
  return openFindings(findings) > 0;
}

/** How many findings of the sort that a revision must mend are open. */
export function openFindings({ unaddressed, wording, unparsed }: AuditFindings): number {
  return unaddressed.length + wording.length + unparsed.length;
}
