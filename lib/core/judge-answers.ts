import type { Claim } from "./claim";
import { type JudgeCopy, judgeCopy } from "./judge-copy";
import { estimateTokens, shorten, waterLevel } from "./judge-overflow";
import { stripBulk } from "./judge-strip";
import { type NormalisedText, normaliseLater, normaliseText } from "./normalise-text";
import type { TurnPorts } from "./ports";
import { type JudgedAnswer, judgedAnswer } from "./settle";
import { withSourceMarks } from "./source-copy";
import type { AnswerState, SourceState, TurnState } from "./turn";

/** An answer as judge and synthesizer read it; quotes are still checked against all of it, in the stored original. */
export type ReadAnswer = JudgedAnswer & {
  shown: string;
  omitted: number;
  /** Its verified claims stand in its place; absent = its own text. */
  claims?: readonly Claim[];
  /** Of its claims: passages of its own text below them. */
  below?: string;
  /** Of its own text: the parts that were looked up, by their number, and after shortening all that stand in it. */
  lookedUp?: ReadonlySet<number>;
  kept?: ReadonlySet<number>;
};

/** The answer without its author's names for itself; the offsets of its text lead to the stored original. */
export function readAnswer(
  label: string,
  answer: AnswerState,
  ownNames: readonly string[] = [],
  sources: readonly SourceState[] = [],
): ReadAnswer {
  const copy = withSourceMarks(judgeCopy(answer.text, ownNames), sources);
  const { text } = copy;
  const judged = judgedAnswer(label, answer);
  if (text === answer.text) return { ...judged, shown: text, omitted: 0 };
  const original = normaliseLater(answer.text, () => ({ ...ledBack(copy), source: answer.text }));
  return { ...judged, text: original, shown: text, omitted: 0 };
}

/** A copy made comparable, with the offsets of what it is a copy of. */
function ledBack(judged: JudgeCopy): NormalisedText {
  const copy = normaliseText(judged.text);
  const origins = judged.origins();
  const starts = new Uint32Array(copy.text.length);
  const ends = new Uint32Array(copy.text.length);
  for (let at = 0; at < copy.text.length; at += 1) {
    starts[at] = origins[copy.starts[at] ?? 0] ?? 0;
    ends[at] = (origins[(copy.ends[at] ?? 0) - 1] ?? -1) + 1;
  }
  return { ...copy, starts, ends };
}

/** Brings answers down to so many tokens together; the shorter ones stay whole (judge.md section 16). */
export function fitAnswers(
  answers: readonly ReadAnswer[],
  { budget, request }: { budget: number; request: string },
): ReadAnswer[] {
  if (waterLevel(sizesOf(answers), budget) === Number.POSITIVE_INFINITY) return [...answers];
  const lean = answers.map((read) => ({ ...read, shown: stripBulk(read.shown) }));
  const level = waterLevel(sizesOf(lean), budget);
  return lean.map((read) => {
    const { text, omitted, kept } = shorten(read.shown, level, request, read.lookedUp);
    return { ...read, shown: text, omitted: read.omitted + omitted, ...(kept ? { kept } : {}) };
  });
}

/** Of less than so many tokens of an answer nothing can be compared. */
const fewestTokens = 50;

/** Whether enough is left of each answer to compare them. */
export function hasRoom(shortened: readonly ReadAnswer[], whole: readonly ReadAnswer[]): boolean {
  return shortened.every(({ shown }, index) => {
    return estimateTokens(shown) >= Math.min(fewestTokens, estimateTokens(whole[index]?.shown ?? ""));
  });
}

/** Panelist to the words that are left out of its answer; null = none are. */
export function omittedIn(answers: readonly ReadAnswer[]): Record<string, number> | null {
  const shortened = answers.filter((read) => read.omitted > 0);
  if (shortened.length === 0) return null;
  return Object.fromEntries(shortened.map((read) => [read.answer.panelistId, read.omitted]));
}

function sizesOf(answers: readonly ReadAnswer[]): number[] {
  return answers.map(({ shown }) => estimateTokens(shown));
}

/** What the panel's models are called; an answer may call its author so. */
export function namesOf({ panel }: TurnState, { labelOf }: TurnPorts): string[] {
  return [...new Set(panel.panelists.map(({ model }) => labelOf(model)))];
}
