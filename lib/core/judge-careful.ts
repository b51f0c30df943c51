import { askedSeats } from "./asked-seats";
import { askedForJudge } from "./asked-words";
import { toldAnyway } from "./call-news";
import type { TurnEvent } from "./events";
import type { Failure } from "./failure";
import type { PanelistId } from "./ids";
import type { Judging } from "./judge";
import type { ReadAnswer } from "./judge-answers";
import { type Asked, askAndMend, askedAgain, askReduced, refusalToAskAgain } from "./judge-asking";
import type { JudgeCall } from "./judge-calls";
import { failureOfReading } from "./judge-conclusion";
import type { Taken } from "./judge-settling";
import { sharedPrompt } from "./prompts";
import { idOf } from "./settle-views";
import { type TurnState } from "./turn";
import { relettered, type WindowLine } from "./window-lines";

/** How the second order went: its lines under the letters of the first, or why there are none. */
type SecondOrder = { call: JudgeCall; lines: Taken[] | null; failure: Failure | null };

/**
 * The same answers for a second judging: from last to first, the middle one of an odd number changing places too, so that
 * every answer stands elsewhere and bears another letter.
 */
export function inSecondOrder(answers: readonly ReadAnswer[]): ReadAnswer[] {
  const order = answers.toReversed();
  const middle = (order.length - 1) / 2;
  const [own, next] = [order[middle], order[middle + 1]];
  if (own && next) [order[middle], order[middle + 1]] = [next, own];
  return order.map((read, index) => ({ ...read, label: answers[index]?.label ?? read.label }));
}

/** What careful judging needs besides: the second order and its prompt; nothing when one order is enough. */
export function secondOrderOf(
  answers: readonly ReadAnswer[],
  { turn, nonce, windows = [] }: { turn: TurnState; nonce: string; windows?: readonly WindowLine[] | undefined },
): Pick<Judging, "second"> {
  const { question, context, sources, previous = [] } = turn;
  if (!turn.panel.judge.careful || answers.length < 2) return {};
  const reordered = inSecondOrder(answers);
  const seats = askedSeats(turn).length;
  const prompt = sharedPrompt({
    question,
    context,
    ...askedForJudge(turn),
    previous,
    answers: reordered,
    sources,
    seats,
    nonce,
    windows: windows.map((line) => relettered(line, letterIn(answers, reordered))),
  });
  return { second: { answers: reordered, prompt } };
}

/** The letters of answers, for the record. */
export function labelsOf(answers: readonly ReadAnswer[]): Record<string, PanelistId> {
  return Object.fromEntries(answers.map((read) => [read.label, idOf(read)]));
}

/**
 * Careful judging: asks the same judge again with the answers in their second order. Its points are not told one by one;
 * when it fails the first analysis stands. Without a second order nothing is asked.
 */
export async function* askInSecondOrder(judging: Judging, first: Asked): AsyncGenerator<TurnEvent, SecondOrder> {
  const { second } = judging;
  if (!second) return { call: first.call, lines: null, failure: null };
  const refused = refusalToAskAgain(judging, first);
  if (refused) return { call: first.call, lines: null, failure: refused };
  yield askedAgain(judging, first, "second_order");
  const other: Judging = { ...judging, ...second };
  const start = { model: first.model, lines: first.reading.lines, quotes: first.reading.quotes };
  const ending: { asked?: Asked } = {};
  const asking = async function* asking() {
    ending.asked = yield* first.form === "reduced" ? askReduced(other, start) : askAndMend(other, start);
  };
  for await (const event of asking()) if (toldAnyway.has(event.type)) yield event;
  const { asked = first } = ending;
  const failure = failureOfReading(asked.reading, second.answers.length, judging.ports.labelOf(first.model));
  return { call: asked.call, lines: failure ? null : underFirstLetters(asked.reading.taken, judging), failure };
}

/** The letter in one order of the answer that bears a letter in the other. */
function letterIn(from: readonly ReadAnswer[], to: readonly ReadAnswer[]): (label: string) => string {
  const letters = new Map(from.map((read) => [read.label, to.find((other) => idOf(other) === idOf(read))?.label]));
  return (label) => letters.get(label) ?? label;
}

function underFirstLetters(lines: readonly Taken[], { answers, second }: Judging): Taken[] {
  const letterOf = letterIn(second?.answers ?? [], answers);
  return lines.map(({ line, number }) => ({
    number,
    line: {
      ...line,
      views: line.views.map((view) => ({ ...view, by: letterOf(view.by) })),
      favors: line.favors.map(letterOf),
    },
  }));
}
