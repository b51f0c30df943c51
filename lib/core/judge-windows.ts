import { toldAnyway } from "./call-news";
import type { EventOf, TurnEvent } from "./events";
import { type Fitted, fittingPrompt } from "./fitting";
import { omittedIn, type ReadAnswer } from "./judge-answers";
import { askInFull, type JudgeCall, spentOn } from "./judge-calls";
import { failureOfReading } from "./judge-conclusion";
import { limitJudge } from "./judge-limit";
import { wordsIn } from "./judge-overflow";
import { emptyReading } from "./judge-reading";
import type { Reading, Reads } from "./judge-reads";
import { idOf } from "./settle-views";
import { linesWithin, type WindowLine, windowLines } from "./window-lines";
import { splitInWindows } from "./window-split";

/** Of the room for answers, what the points of windows may take in the prompt of the call that joins them. */
const shareOfRoom = 0.6;

/**
 * Has a judge compare answers that are too long for it two or three at a time, where it can look up nothing and claims could not
 * be listed (judge.md section 16, step 5). The points stand in its prompt from then on, beside the answers as they are cut, for
 * the call that writes points over all.
 */
export async function* judgeInWindows(reads: Reads, reading: Reading): AsyncGenerator<TurnEvent, Reads> {
  const { signal, refusal } = reading.whole;
  const lines: WindowLine[] = [];
  let read: readonly ReadAnswer[] = reads.fitted.answers;
  for (const window of windowsFor(reads, reading)) {
    if (signal.aborted || refusal(0)) break;
    const { found, event } = yield* judgeWindow(window, reading);
    lines.push(...found);
    if (!event.failure) read = leastOmitted(read, [window]);
    const omitted = omittedIn(read);
    yield { ...event, ...(omitted ? { omitted } : {}) };
  }
  if (lines.length === 0) return reads;
  const windows = linesWithin(lines, reads.fitted.room * shareOfRoom);
  const fitted = fittingPrompt(reads.whole, { ...reading, turn: reads.turn, windows, keepFree: () => 0 });
  return { ...reads, fitted, windows: lines };
}

/** The windows that leave out at most half of the words that are left out without them; none = they are no help. */
function windowsFor({ whole, fitted, looksUp }: Reads, reading: Reading): Fitted[] {
  const isCut = fitted.answers.some(({ claims, omitted }, at) => {
    return !claims && omitted * 2 > wordsIn(whole[at]?.shown ?? "");
  });
  if (looksUp || !isCut || whole.length < 3) return [];
  const { answers } = reading.whole;
  const turn = { ...reading.turn, previous: [] };
  const fit = (group: readonly ReadAnswer[]) => {
    return fittingPrompt(group, { ...reading, turn, readers: [reading.judge], seats: group.length, keepFree: () => 0 });
  };
  const isWhole = (group: readonly ReadAnswer[]) => omittedIn(fit(group).answers) === null;
  if (isWhole(answers)) return [];
  const windows = splitInWindows(answers, isWhole).map(fit);
  return 2 * sum(leastOmitted(fitted.answers, windows)) <= sum(fitted.answers) ? windows : [];
}

function sum(answers: readonly ReadAnswer[]): number {
  return answers.reduce((words, { omitted }) => words + omitted, 0);
}

/** The answers with the fewest words that were left out of each, wherever it was read. */
function leastOmitted(answers: readonly ReadAnswer[], windows: readonly Fitted[]): ReadAnswer[] {
  return answers.map((answer) => {
    const places = windows.flatMap((window) => window.answers.filter(({ label }) => label === answer.label));
    return { ...answer, omitted: Math.min(answer.omitted, ...places.map(({ omitted }) => omitted)) };
  });
}

type Judged = { found: WindowLine[]; event: EventOf<"window-judged"> };

/** One call for one window. Its points are not told, only how many there are. Never throws a model's failure. */
async function* judgeWindow({ answers, prompt }: Fitted, reading: Reading): AsyncGenerator<TurnEvent, Judged> {
  const { judge: model, ports, whole } = reading;
  const limit = limitJudge(whole.signal, { model, task: "finish a window" }, ports);
  const turn = { ...reading.turn, previous: [] };
  const judging = { ...whole, turn, answers, prompt, signal: limit.signal, role: "windows" as const };
  const written = emptyReading(0);
  const end: { call?: JudgeCall } = {};
  const asking = async function* asking() {
    end.call = yield* askInFull(judging, model, written);
  };
  try {
    for await (const event of asking()) if (toldAnyway.has(event.type)) yield event;
  } finally {
    limit.end();
  }
  const problem = failureOfReading(written, answers.length, ports.labelOf(model));
  const isLost = problem !== null && (written.cutTo !== null || written.points.length === 0);
  const found = isLost ? [] : windowLines(written.points, answers);
  return {
    found,
    event: {
      type: "window-judged",
      at: ports.clock.now(),
      verdictId: whole.verdictId,
      model,
      ...(end.call ? spentOn(end.call, model, whole) : {}),
      authors: answers.map(idOf),
      points: found.length,
      ...(isLost ? { failure: problem } : {}),
    },
  };
}
