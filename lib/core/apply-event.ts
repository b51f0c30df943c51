import { assertNever } from "./assert-never";
import { sumCosts } from "./cost";
import type { StoredEvent, TurnEvent } from "./events";
import type { Usage } from "./model";
import {
  type AnswerState,
  currentAnswers,
  type FinalAnswerState,
  isActive,
  type SourceState,
  type TurnState,
  type VerdictState,
} from "./turn";

/** The state after an event. The first event of a turn is `turn-started`; before it there is no state. */
export function applyEvent(turn: TurnState | null, event: TurnEvent & { seq?: number }): TurnState {
  if (event.type === "turn-started") return { ...startedTurn(event), lastSeq: event.seq ?? 0 };
  if (!turn) throw new Error(`A turn begins with turn-started, not with ${event.type}.`);
  const next = applyToTurn(turn, event);
  return event.seq === undefined ? next : { ...next, lastSeq: event.seq };
}

/** The fold of a whole log; null for an empty one. */
export function foldEvents(events: Iterable<StoredEvent>): TurnState | null {
  let turn: TurnState | null = null;
  for (const event of events) turn = applyEvent(turn, event);
  return turn;
}

type After<Type extends TurnEvent["type"]> = Extract<TurnEvent, { type: Type }>;
type AnswerEvent = Extract<TurnEvent, { panelistId: unknown }>;
type VerdictEvent = Extract<TurnEvent, { verdictId: unknown }>;

function startedTurn(event: After<"turn-started">): TurnState {
  return {
    id: event.turnId,
    conversationId: event.conversationId,
    parentTurnId: event.parentTurnId,
    question: event.question,
    mode: event.mode,
    status: "running",
    panel: event.panel,
    context: event.context,
    lastSeq: 0,
    answers: event.panel.panelists.map((panelist) => queuedAnswer(panelist.id, 1, panelist.model)),
    verdicts: [],
    currentVerdictId: null,
    sources: [],
    failure: null,
    startedAt: event.at,
    openedAt: event.at,
    endedAt: null,
    totals: {
      costUsd: null,
      callsOfUnknownCost: 0,
      promptTokens: 0,
      completionTokens: 0,
      ms: 0,
      answered: 0,
      seated: event.panel.panelists.length,
    },
  };
}

function queuedAnswer(panelistId: string, attempt: number, model: string): AnswerState {
  return {
    panelistId,
    attempt,
    model,
    resolvedModel: null,
    status: "queued",
    text: "",
    reasoning: "",
    toolCalls: [],
    failure: null,
    late: false,
    usage: null,
    costUsd: null,
    timing: { startedAt: null, firstTokenAt: null, firstTextAt: null, endedAt: null },
  };
}

function applyToTurn(turn: TurnState, event: Exclude<TurnEvent, After<"turn-started">>): TurnState {
  if ("panelistId" in event) return applyToAnswers(turn, event);
  if ("verdictId" in event) return applyToVerdicts(turn, event);
  switch (event.type) {
    case "turn-reopened":
      return { ...turn, status: "running", openedAt: event.at, endedAt: null, failure: null };
    case "turn-ended":
      return closed(turn, "done", event.at);
    case "turn-stopped":
      return closed(turn, "stopped", event.at);
    case "turn-failed":
      return { ...closed(turn, "failed", event.at), failure: event.failure };
    case "turn-interrupted":
      return closed(turn, "interrupted", event.at);
    default:
      return assertNever(event);
  }
}

function closed(turn: TurnState, status: TurnState["status"], at: number): TurnState {
  const ms = turn.totals.ms + Math.max(0, at - turn.openedAt);
  return { ...turn, status, endedAt: at, totals: { ...turn.totals, ms } };
}

function applyToAnswers(turn: TurnState, event: AnswerEvent): TurnState {
  switch (event.type) {
    case "answer-started":
      return startedAnswer(turn, event);
    case "answer-delta":
      return updateAnswer(turn, event, (answer) => ({
        ...answer,
        status: "writing",
        text: answer.text + event.text,
        timing: firstToken(answer.timing, event.at, true),
      }));
    case "answer-reasoning-delta":
      return updateAnswer(turn, event, (answer) => ({
        ...answer,
        status: answer.status === "writing" ? "writing" : "thinking",
        reasoning: answer.reasoning + event.text,
        timing: firstToken(answer.timing, event.at, false),
      }));
    case "answer-cited":
      return { ...turn, sources: withSource(turn.sources, event) };
    case "answer-ended":
      return counted(
        updateAnswer(turn, event, (answer) => ({
          ...endedAnswer(turn, answer, event),
          resolvedModel: event.resolvedModel,
          usage: event.usage,
          costUsd: event.costUsd,
        })),
        event,
      );
    case "answer-failed":
      return recounted(updateAnswer(turn, event, (answer) => endedAnswer(turn, answer, event)));
    default:
      return assertNever(event);
  }
}

function startedAnswer(turn: TurnState, event: After<"answer-started">): TurnState {
  const started = {
    ...queuedAnswer(event.panelistId, event.attempt, event.model),
    status: "thinking" as const,
    timing: { startedAt: event.at, firstTokenAt: null, firstTextAt: null, endedAt: null },
  };
  const rest = turn.answers.filter(
    (answer) => answer.panelistId !== event.panelistId || answer.attempt !== event.attempt,
  );
  return recounted({ ...turn, answers: [...rest, started] });
}

function endedAnswer(
  turn: TurnState,
  answer: AnswerState,
  event: After<"answer-ended"> | After<"answer-failed">,
): AnswerState {
  return {
    ...answer,
    status: event.status,
    failure: event.failure,
    late: turn.verdicts.length > 0,
    timing: { ...answer.timing, endedAt: event.at },
  };
}

function firstToken(timing: AnswerState["timing"], at: number, visible: boolean): AnswerState["timing"] {
  if (timing.firstTokenAt !== null && (timing.firstTextAt !== null || !visible)) return timing;
  return {
    ...timing,
    firstTokenAt: timing.firstTokenAt ?? at,
    firstTextAt: timing.firstTextAt ?? (visible ? at : null),
  };
}

function updateAnswer(
  turn: TurnState,
  { panelistId, attempt }: AnswerEvent,
  update: (answer: AnswerState) => AnswerState,
): TurnState {
  const answers = turn.answers.map((answer) =>
    answer.panelistId === panelistId && answer.attempt === attempt ? update(answer) : answer,
  );
  return { ...turn, answers };
}

function withSource(sources: SourceState[], { url, title, panelistId }: After<"answer-cited">): SourceState[] {
  const known = sources.find((source) => source.url === url);
  if (!known) return [...sources, { id: `S${sources.length + 1}`, url, title, status: "found", seenBy: [panelistId] }];
  if (known.seenBy.includes(panelistId)) return sources;
  return sources.map((source) => (source === known ? { ...source, seenBy: [...source.seenBy, panelistId] } : source));
}

function applyToVerdicts(turn: TurnState, event: VerdictEvent): TurnState {
  switch (event.type) {
    case "verdict-started":
      return {
        ...turn,
        verdicts: [...turn.verdicts, startedVerdict(event)],
        currentVerdictId: event.verdictId,
      };
    case "judge-failed":
      return updateVerdict(turn, event, (verdict) => ({
        ...verdict,
        judge: event.next ? { ...verdict.judge, model: event.next } : verdict.judge,
        failedJudges: [...verdict.failedJudges, { model: event.model, failure: event.failure }],
      }));
    case "point-added":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, points: [...verdict.points, event.point] }));
    case "point-dropped":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, dropped: [...verdict.dropped, event.dropped] }));
    case "analysis-ended":
      return counted(
        updateVerdict(turn, event, (verdict) => ({
          ...verdict,
          truncated: event.truncated,
          judge: {
            ...verdict.judge,
            resolvedModel: event.resolvedModel,
            usage: event.usage,
            costUsd: event.costUsd,
          },
        })),
        event,
      );
    case "analysis-failed":
      return updateVerdict(turn, event, (verdict) => ({ ...verdict, failure: event.failure }));
    case "verdict-ended":
      return updateVerdict(turn, event, (verdict) => ({
        ...verdict,
        status: verdict.finalAnswer.status === "failed" && verdict.failure ? "failed" : "done",
        endedAt: event.at,
      }));
    default:
      return applyToFinalAnswer(turn, event);
  }
}

type SynthesisEvent = After<"synthesis-started" | "synthesis-delta" | "synthesis-ended" | "synthesis-failed">;

function applyToFinalAnswer(turn: TurnState, event: SynthesisEvent): TurnState {
  const update = (change: (final: FinalAnswerState) => FinalAnswerState, status: VerdictState["status"] = "writing") =>
    updateVerdict(turn, event, (verdict) => ({ ...verdict, status, finalAnswer: change(verdict.finalAnswer) }));
  switch (event.type) {
    case "synthesis-started":
      return update((final) => ({ ...final, status: "writing", model: event.model }));
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
        })),
        event,
      );
    case "synthesis-failed":
      return update((final) => ({
        ...final,
        status: event.failure.code === "stopped" ? "stopped" : "failed",
        failure: event.failure,
      }));
    default:
      return assertNever(event);
  }
}

function startedVerdict(event: After<"verdict-started">): VerdictState {
  return {
    id: event.verdictId,
    judge: { model: event.judge, resolvedModel: null, usage: null, costUsd: null },
    failedJudges: [],
    status: "judging",
    labels: event.labels,
    attempts: event.attempts,
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

function updateVerdict(
  turn: TurnState,
  { verdictId }: VerdictEvent,
  update: (verdict: VerdictState) => VerdictState,
): TurnState {
  const verdicts = turn.verdicts.map((verdict) => (verdict.id === verdictId ? update(verdict) : verdict));
  return { ...turn, verdicts };
}

function counted(turn: TurnState, { usage, costUsd }: { usage: Usage | null; costUsd: number | null }): TurnState {
  const { totals } = turn;
  return recounted({
    ...turn,
    totals: {
      ...totals,
      costUsd: sumCosts([totals.costUsd, costUsd]),
      callsOfUnknownCost: totals.callsOfUnknownCost + (costUsd === null ? 1 : 0),
      promptTokens: totals.promptTokens + (usage?.promptTokens ?? 0),
      completionTokens: totals.completionTokens + (usage?.completionTokens ?? 0),
    },
  });
}

function recounted(turn: TurnState): TurnState {
  const answered = currentAnswers(turn).filter(isActive).length;
  return answered === turn.totals.answered ? turn : { ...turn, totals: { ...turn.totals, answered } };
}
