import { askedSeats, soloAnswer } from "./asked-seats";
import type { Failure, FailureCode } from "./failure";
import { analysisProblem } from "./judged-answers";
import { currentAnswer, currentVerdict, isActive, type TurnState, type VerdictState } from "./turn";
import type { VerdictWish } from "./wished-verdict";

/** What is missing from a turn that Parley could not go on with. */
export type UnfinishedWork = {
  /** A model had not chosen yet who answers. */
  choice: boolean;
  /** Panelists whose answers were not finished. */
  seats: string[];
  /** `when-collected`: the judge has to read the answers. `now`: only the final answer is missing. `no`: nothing is. */
  verdict: "when-collected" | "now" | "no";
  /** The verdict that was not finished; null = none had begun. */
  brokenOff: VerdictState | null;
  /** The verdict whose finished analysis the final answer is written from; null = there is none. */
  base: VerdictState | null;
  /** What was wished for a verdict that never began; null = none was asked for. */
  wish: VerdictWish | null;
};

/** Endings that are Parley's doing and no model's. */
const ownCodes: ReadonlySet<FailureCode> = new Set<FailureCode>(["interrupted", "storage_failed"]);

/** Whether a turn ended because Parley did, so that it can go on where it was. */
export function canContinue({ status, failure }: Pick<TurnState, "status" | "failure">): boolean {
  if (status === "interrupted") return true;
  return status === "failed" && (failure?.code === "storage_failed" || failure?.code === "unexpected_error");
}

/** Whether something ended with its turn, and not by itself. */
export function isBrokenOff(turn: Pick<TurnState, "failure">, failure: Failure | null): boolean {
  return failure !== null && (ownCodes.has(failure.code) || failure.code === turn.failure?.code);
}

/** What is still to be done; what is finished is none of it: an answer that ended, an analysis, a final answer. */
export function unfinishedWork(turn: TurnState): UnfinishedWork {
  const choice = turn.asked?.length === 0;
  const seats = askedSeats(turn).flatMap(({ id }) => {
    const answer = currentAnswer(turn, id);
    return answer && !isActive(answer) && isBrokenOff(turn, answer.failure) ? [id] : [];
  });
  return { choice, seats, ...unfinishedVerdict(turn) };
}

function unfinishedVerdict(turn: TurnState): Omit<UnfinishedWork, "seats" | "choice"> {
  const nothing = { verdict: "no" as const, brokenOff: null, base: null, wish: turn.wish ?? null };
  if (turn.wish) return { ...nothing, ...wishedVerdict(turn, turn.wish) };
  // What follows from a choice that is still to come is not missing yet.
  if (turn.asked?.length === 0) return nothing;
  const last = turn.verdicts.at(-1);
  if (last && !turn.isWidened) return { ...nothing, ...brokenVerdict(turn, last) };
  return soloAnswer(turn) ? nothing : { ...nothing, verdict: "when-collected" };
}

/** What is missing of the newest verdict. */
function brokenVerdict(turn: TurnState, last: VerdictState): Partial<UnfinishedWork> {
  if (!isBrokenOff(turn, last.failure) && !isBrokenOff(turn, last.finalAnswer.failure)) return {};
  const kept = turn.verdicts.find(({ id }) => id === last.basedOn) ?? null;
  const base = [last, kept].find((verdict) => verdict && analysisProblem(turn, verdict) === null) ?? null;
  return { verdict: base ? "now" : "when-collected", brokenOff: last, base };
}

/** A verdict that was asked for and never began. */
function wishedVerdict(turn: TurnState, { rulings, basedOn }: VerdictWish): Pick<UnfinishedWork, "verdict" | "base"> {
  const asked = turn.verdicts.find(({ id }) => id === basedOn) ?? currentVerdict(turn);
  const base = rulings && analysisProblem(turn, asked) === null ? asked : null;
  return { verdict: base ? "now" : "when-collected", base };
}
