import type { EventOf, TurnEvent } from "./events";
import type { Failure } from "./failure";
import type { ModelName } from "./ids";
import type { Judging } from "./judge";
import { askForRepair, askInFull, askInReducedForm, type JudgeCall, spentOn } from "./judge-calls";
import { emptyReading, type QuoteCount, type Reading } from "./judge-reading";
import { whyAborted } from "./time-limit";

/** What a judge has written, in which form it could, and its last call. */
export type Asked = {
  model: ModelName;
  form: "full" | "reduced";
  reading: Reading;
  call: JudgeCall;
  resolvedModel: string;
};

/** Where a judge stands before it is asked: ids given so far, and quotes counted so far. */
export type Start = { model: ModelName; lines: number; quotes?: QuoteCount };

/** Asks a judge in full, and once more for the lines that have not the form. */
export async function* askAndMend(judging: Judging, start: Start): AsyncGenerator<TurnEvent, Asked> {
  const { model } = start;
  const reading = emptyReading(start.lines, start.quotes);
  const call = yield* askInFull(judging, model, reading);
  const asked: Asked = { model, form: "full", reading, call, resolvedModel: call.finished?.resolvedModel ?? model };
  if (!isWorthMending(reading, call) || refusalToAskAgain(judging, asked)) return asked;
  yield askedAgain(judging, asked, "repair");
  return { ...asked, call: yield* askForRepair(judging, model, reading) };
}

/** Asks a judge in the reduced form. */
export async function* askReduced(judging: Judging, start: Start): AsyncGenerator<TurnEvent, Asked> {
  const { model } = start;
  const reading = emptyReading(start.lines, start.quotes);
  const call = yield* askInReducedForm(judging, model, reading);
  return { model, form: "reduced", reading, call, resolvedModel: call.finished?.resolvedModel ?? model };
}

type LastCall = Pick<Asked, "model" | "call">;

/** That the same judge is asked once more, and what its call before used. */
export function askedAgain(
  judging: Judging,
  { model, call }: LastCall,
  way: EventOf<"judge-asked-again">["way"],
): EventOf<"judge-asked-again"> {
  const { verdictId, ports } = judging;
  return { type: "judge-asked-again", at: ports.clock.now(), verdictId, model, ...spentOn(call, model, judging), way };
}

/** Why a judge may not be asked once more: the turn was stopped, or the spending cap, the call before counted. */
export function refusalToAskAgain(judging: Judging, { model, call }: LastCall): Failure | null {
  if (judging.signal.aborted) return whyAborted(judging.signal, "You stopped the judge.");
  const { spent } = spentOn(call, model, judging);
  return judging.refusal(spent?.costUsd ?? 0);
}

/** Whether some lines were rejected and the rest can be used; a judge that got nothing right is asked differently. */
function isWorthMending({ rejected, points, ended, cutTo }: Reading, call: JudgeCall): boolean {
  return rejected.length > 0 && cutTo === null && call.finished !== null && (points.length > 0 || ended);
}
