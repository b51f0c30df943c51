import { askedSeats } from "./asked-seats";
import { quorumOf } from "./panel-rules";
import { currentAnswers, isActive, isSettled, type TurnState } from "./turn";

/** Whether the judge starts now: all settled, quorum and grace over, or the deadline (judge.md section 4). */
export function closesCollection(turn: TurnState, now: number): boolean {
  const answers = currentAnswers(turn);
  const active = answers.filter(isActive).length;
  if (active === 0) return false;
  if (answers.every(isSettled)) return true;
  const closesAt = closingTime(turn);
  return closesAt !== null && now >= closesAt;
}

/** Whether a person may have the answers judged that are there: nothing is judged yet, and two can be compared. */
export function canJudgeNow(turn: TurnState): boolean {
  const isOpen = turn.verdicts.length === 0 || turn.isWidened === true;
  return isOpen && currentAnswers(turn).filter(isActive).length >= 2;
}

/**
 * When the collection closes although panelists still write, in ms since the epoch: quorum plus the grace time
 * (at least the panel's, at least half the median duration of those finished), at the latest the deadline.
 * Null while no answer is there.
 */
export function closingTime(turn: TurnState): number | null {
  const answers = currentAnswers(turn).filter(isActive);
  // Answers from before the turn was opened again are in from its opening on.
  const endedAt = answers
    .flatMap(({ timing }) => (timing.endedAt === null ? [] : Math.max(timing.endedAt, turn.openedAt)))
    .toSorted((a, b) => a - b);
  if (endedAt.length === 0) return null;
  const askedAt = Math.max(turn.openedAt, turn.restAsked?.at ?? 0);
  const deadline = askedAt + turn.panel.limits.deadlineSeconds * 1000;
  const reachedAt = endedAt[quorumOf(turn.panel.limits, askedSeats(turn).length) - 1];
  if (reachedAt === undefined) return deadline;
  const durations = answers
    .map(({ timing }) => (timing.endedAt ?? 0) - (timing.startedAt ?? 0))
    .toSorted((a, b) => a - b);
  const median = durations[Math.floor((durations.length - 1) / 2)] ?? 0;
  return Math.min(deadline, reachedAt + Math.max(turn.panel.limits.graceSeconds * 1000, median / 2));
}
