import { applyEvent } from "@/lib/core/apply-event";
import type { TurnEvent } from "@/lib/core/events";
import { type Failure, failure } from "@/lib/core/failure";
import { PanelistId, PointId, VerdictId } from "@/lib/core/ids";
import { currentAnswers, isSettled, type TurnState, type VerdictState } from "@/lib/core/turn";

const interrupted = failure("interrupted", "Parley was stopped before this was finished.");
const broken = failure("unexpected_error", "Parley could not go on with this turn. The server's log says why.");

/** What closes a turn that Parley was stopped in: everything unfinished fails with the reason, text so far is kept. */
export function interruptingEvents(turn: TurnState, at: number): TurnEvent[] {
  return [...settlingEvents(turn, interrupted, at), { type: "turn-interrupted", at }];
}

/** What closes a turn that cannot go on: its events cannot be stored, or Parley itself has a fault. */
export function breakingEvents(turn: TurnState, at: number, reason: Failure = broken): TurnEvent[] {
  return [...settlingEvents(turn, reason, at), { type: "turn-failed", at, failure: reason }];
}

/** A turn whose log has no end although nobody writes it, as people may see it: interrupted. */
export function asInterrupted(turn: TurnState): TurnState {
  return withEnding(turn, interruptingEvents(turn, turn.openedAt));
}

/** A turn with an ending that is not in its log. */
export function withEnding(turn: TurnState, ending: readonly TurnEvent[]): TurnState {
  const { lastSeq } = turn;
  return { ...ending.reduce<TurnState>(applyEvent, turn), lastSeq };
}

function settlingEvents(turn: TurnState, reason: Failure, at: number): TurnEvent[] {
  const answers = currentAnswers(turn)
    .filter((answer) => !isSettled(answer))
    .map((answer): TurnEvent => {
      const panelistId = PanelistId.parse(answer.panelistId);
      return { type: "answer-failed", at, panelistId, attempt: answer.attempt, status: "failed", failure: reason };
    });
  const verdict = turn.verdicts.at(-1);
  const unfinished = verdict && verdict.endedAt === null ? verdictEvents(verdict, reason, at) : [];
  return [...answers, ...unfinished, ...turn.verdicts.flatMap((each) => rebuttalEvents(each, at))];
}

/** Replies that never came are simply not there; what panelists said so far is kept. */
function rebuttalEvents(verdict: VerdictState, at: number): TurnEvent[] {
  const verdictId = VerdictId.parse(verdict.id);
  return verdict.points
    .filter(({ rebuttal }) => rebuttal?.status === "running")
    .map(({ id }) => ({ type: "rebuttal-ended", at, verdictId, pointId: PointId.parse(id) }));
}

function verdictEvents(verdict: VerdictState, reason: Failure, at: number): TurnEvent[] {
  const verdictId = VerdictId.parse(verdict.id);
  const isJudged = verdict.truncated !== null || verdict.failure !== null;
  const isWritten = verdict.finalAnswer.status !== "waiting" && verdict.finalAnswer.status !== "writing";
  const missing: TurnEvent[] = [];
  if (!isJudged) missing.push({ type: "analysis-failed", at, verdictId, failure: reason });
  if (!isWritten) missing.push({ type: "synthesis-failed", at, verdictId, failure: reason });
  if (verdict.finalAnswer.revision?.status === "running") {
    missing.push({ type: "revision-failed", at, verdictId, failure: reason });
  }
  return [...missing, { type: "verdict-ended", at, verdictId }];
}
