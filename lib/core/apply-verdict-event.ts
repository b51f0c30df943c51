import { handedOver } from "./apply-answer-event";
import { askedAgain, mappedAnswer, readAnew, withoutJudge, withPassages, withWindow } from "./apply-judge-event";
import { applyToPoint, keptAnalysis, revisedFinalAnswer, withCall, withCallNews } from "./apply-verdict-change";
import { assertNever } from "./assert-never";
import type { EventOf, VerdictEvent } from "./events";
import { counted, countedIfSpent } from "./totals";
import type { FinalAnswerState, TurnState, VerdictState } from "./turn";

/** The part of the fold that verdicts are made by. */
export function applyToVerdicts(turn: TurnState, event: VerdictEvent): TurnState {
  switch (event.type) {
    case "verdict-started":
      return withVerdict(turn, event);
    case "verdict-queued":
    case "verdict-sent":
    case "verdict-retrying":
    case "answer-mapped":
    case "passages-read":
    case "window-judged":
    case "judge-failed":
    case "judge-asked-again":
    case "analysis-ended":
      return applyToCalls(turn, event);
    case "point-added":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, points: [...verdict.points, event.point] }));
    case "point-dropped":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, dropped: [...verdict.dropped, event.dropped] }));
    case "analysis-revised":
    case "analysis-kept":
      return updateVerdict(turn, event, (verdict) => keptAnalysis(verdict, event));
    case "analysis-failed":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, failure: event.failure }));
    case "verdict-ended":
      return updateVerdict(turn, event, (verdict) => endedVerdict(verdict, event.at));
    case "verdict-chosen":
      return { ...turn, currentVerdictId: event.verdictId };
    case "synthesis-started":
    case "synthesis-delta":
    case "synthesis-ended":
    case "synthesis-failed":
      return applyToFinalAnswer(turn, event);
    case "synthesis-audited":
      return updateVerdict(turn, event, (verdict) => revisedFinalAnswer(verdict, event));
    case "synthesis-revised":
      return counted(
        updateVerdict(turn, event, (verdict) => revisedFinalAnswer(verdict, event)),
        event,
      );
    case "revision-failed":
      return updateSpent(turn, event, (verdict) => revisedFinalAnswer(verdict, event));
    case "rebuttal-started":
    case "rebuttal-ended":
    case "point-ruled":
      return updateVerdict(turn, event, (verdict) => applyToPoint(verdict, event));
    case "rebuttal-replied":
      return updateSpent(turn, event, (verdict) => applyToPoint(verdict, event));
    default:
      return assertNever(event);
  }
}

function endedVerdict(verdict: VerdictState, at: number): VerdictState {
  const hasNothing = verdict.finalAnswer.status === "failed" && verdict.failure !== null;
  return { ...verdict, status: hasNothing ? "failed" : "done", endedAt: at };
}

type CallEvent = EventOf<
  | "verdict-queued"
  | "verdict-sent"
  | "verdict-retrying"
  | "answer-mapped"
  | "passages-read"
  | "window-judged"
  | "judge-failed"
  | "judge-asked-again"
  | "analysis-ended"
>;

/** How the calls of a verdict get through and go, and what those of its judge have cost. */
function applyToCalls(turn: TurnState, event: CallEvent): TurnState {
  switch (event.type) {
    case "verdict-queued":
    case "verdict-sent":
    case "verdict-retrying":
      return updateVerdict(turn, event, (verdict) => withCallNews(verdict, event));
    case "judge-failed":
      return updateSpent(turn, event, (verdict) => withoutJudge(verdict, event));
    case "answer-mapped":
      return updateSpent(turn, event, (verdict) => mappedAnswer(verdict, event));
    case "passages-read":
      return updateSpent(turn, event, (verdict) => withPassages(verdict, event));
    case "window-judged":
      return updateSpent(turn, event, (verdict) => withWindow(verdict, event));
    case "judge-asked-again":
      return updateSpent(turn, event, (verdict) => askedAgain(verdict, event));
    case "analysis-ended":
      return counted(
        updateVerdict(turn, event, (verdict) => ({
          ...verdict,
          truncated: event.truncated,
          ...(event.quotes ? { quotes: event.quotes } : {}),
          ...(event.orderFailure ? { orderFailure: event.orderFailure } : {}),
          ...(event.joinFailure ? { joinFailure: event.joinFailure } : {}),
          judge: {
            ...verdict.judge,
            ...withCall(verdict.judge, event),
            resolvedModel: event.resolvedModel,
          },
        })),
        event,
      );
    default:
      return assertNever(event);
  }
}

type SynthesisEvent = EventOf<"synthesis-started" | "synthesis-delta" | "synthesis-ended" | "synthesis-failed">;

function applyToFinalAnswer(turn: TurnState, event: SynthesisEvent): TurnState {
  const update = (change: (final: FinalAnswerState) => FinalAnswerState, status: VerdictState["status"] = "writing") =>
    updateVerdict(turn, event, (verdict) => ({ ...verdict, status, finalAnswer: change(verdict.finalAnswer) }));
  switch (event.type) {
    case "synthesis-started":
      return updateVerdict(
        update((final) => ({ ...final, status: "writing", model: event.model })),
        event,
        (verdict) => readAnew(verdict, event.omitted),
      );
    case "synthesis-delta":
      return update((final) => ({ ...final, text: final.text + event.text }));
    case "synthesis-ended":
      return counted(
        update((final) => ({
          ...final,
          status: event.status,
          resolvedModel: event.resolvedModel,
          marks: event.marks,
          usage: event.usage,
          costUsd: event.costUsd,
          ...handedOver(event),
        })),
        event,
      );
    case "synthesis-failed":
      return countedIfSpent(
        update((final) => ({
          ...final,
          status: event.failure.code === "stopped" ? "stopped" : "failed",
          failure: event.failure,
        })),
        event,
      );
    default:
      return assertNever(event);
  }
}

function withVerdict(
  { isWidened: _isWidened, wish: _wish, ...turn }: TurnState,
  event: EventOf<"verdict-started">,
): TurnState {
  return { ...turn, verdicts: [...turn.verdicts, startedVerdict(event)], currentVerdictId: event.verdictId };
}

function startedVerdict(event: EventOf<"verdict-started">): VerdictState {
  return {
    id: event.verdictId,
    judge: { model: event.judge, resolvedModel: null, usage: null, costUsd: null },
    failedJudges: [],
    status: "judging",
    labels: event.labels,
    attempts: event.attempts,
    ...(event.synthesizer === undefined ? {} : { synthesizer: event.synthesizer }),
    ...(event.instructions === undefined ? {} : { instructions: event.instructions }),
    ...(event.leftOut === undefined ? {} : { leftOut: event.leftOut }),
    ...(event.omitted === undefined ? {} : { omitted: event.omitted }),
    ...(event.basedOn === undefined ? {} : { basedOn: event.basedOn }),
    ...(event.rulings === undefined ? {} : { rulings: event.rulings }),
    ...(event.carried === undefined ? {} : { carried: event.carried }),
    ...(event.secondLabels === undefined ? {} : { secondLabels: event.secondLabels }),
    seed: event.seed,
    points: [],
    dropped: [],
    truncated: null,
    finalAnswer: {
      status: "waiting",
      model: null,
      resolvedModel: null,
      text: "",
      marks: [],
      audit: {},
      failure: null,
      usage: null,
      costUsd: null,
    },
    failure: null,
    startedAt: event.at,
    endedAt: null,
  };
}

/** The same after an event of a call, which may tell what that has used. */
function updateSpent(
  turn: TurnState,
  event: VerdictEvent & Parameters<typeof countedIfSpent>[1],
  update: (verdict: VerdictState) => VerdictState,
): TurnState {
  return countedIfSpent(updateVerdict(turn, event, update), event);
}

function updateVerdict(
  turn: TurnState,
  { verdictId }: VerdictEvent,
  update: (verdict: VerdictState) => VerdictState,
): TurnState {
  const verdicts = turn.verdicts.map((verdict) => (verdict.id === verdictId ? update(verdict) : verdict));
  return { ...turn, verdicts };
}
