import { askedSeats, soloAnswer } from "./asked-seats";
import type { Failure, FailureCode } from "./failure";
import { analysisProblem } from "./judged-answers";
import { currentAnswer, isActive, type TurnState, type VerdictState } from "./turn";

/** What is missing from a turn that Parley could not go on with. */
export type UnfinishedWork = {
  /** Panelists whose answers were not finished. */
  seats: string[];
  /** `when-collected`: the judge has to read the answers. `now`: only the final answer is missing. `no`: nothing is. */
  verdict: "when-collected" | "now" | "no";
  /** The verdict that was not finished; null = none had begun. */
  brokenOff: VerdictState | null;
  /** The verdict whose finished analysis the final answer is written from; null = there is none. */
  base: VerdictState | null;
};

/** Endings that are Parley's doing and no model's. */
const ownCodes: ReadonlySet<FailureCode> = new Set<FailureCode>(["interrupted", "storage_failed"]);

/**
 * Whether a turn ended because Parley did, so that it can go on where it was. Where a model had not chosen yet who answers,
 * there is nothing to go on with: the panel can be asked instead.
 */
export function canContinue({ status, failure, asked }: Pick<TurnState, "status" | "failure" | "asked">): boolean {
  if (asked?.length === 0) return false;
  if (status === "interrupted") return true;
  return status === "failed" && (failure?.code === "storage_failed" || failure?.code === "unexpected_error");
}

/** Whether something ended with its turn, and not by itself. */
export function isBrokenOff(turn: Pick<TurnState, "failure">, failure: Failure | null): boolean {
  return failure !== null && (ownCodes.has(failure.code) || failure.code === turn.failure?.code);
}

/** What is still to be done; what is finished is none of it: an answer that ended, an analysis, a final answer. */
export function unfinishedWork(turn: TurnState): UnfinishedWork {
  const seats = askedSeats(turn).flatMap(({ id }) => {
    const answer = currentAnswer(turn, id);
    return answer && !isActive(answer) && isBrokenOff(turn, answer.failure) ? [id] : [];
  });
  return { seats, ...unfinishedVerdict(turn) };
}

function unfinishedVerdict(turn: TurnState): Omit<UnfinishedWork, "seats"> {
  const nothing = { verdict: "no" as const, brokenOff: null, base: null };
  const last = turn.verdicts.at(-1);
  if (!last || turn.isWidened) return soloAnswer(turn) ? nothing : { ...nothing, verdict: "when-collected" };
  if (!isBrokenOff(turn, last.failure) && !isBrokenOff(turn, last.finalAnswer.failure)) return nothing;
  const kept = turn.verdicts.find(({ id }) => id === last.basedOn) ?? null;
  const base = [last, kept].find((verdict) => verdict && analysisProblem(turn, verdict) === null) ?? null;
  return { verdict: base ? "now" : "when-collected", brokenOff: last, base };
}
