import { assertNever } from "./assert-never";
import type { AnswerEvent, EventOf } from "./events";
import { counted, countedIfSpent, recounted } from "./totals";
import type { AnswerState, SourceState, TurnState } from "./turn";

/** The part of the fold that answers and their sources are made by. */
export function applyToAnswers(turn: TurnState, event: AnswerEvent): TurnState {
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
      return countedIfSpent(
        updateAnswer(turn, event, (answer) => endedAnswer(turn, answer, event)),
        event,
      );
    default:
      return assertNever(event);
  }
}

function startedAnswer(turn: TurnState, event: EventOf<"answer-started">): TurnState {
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
  event: EventOf<"answer-ended"> | EventOf<"answer-failed">,
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

function withSource(sources: SourceState[], { url, title, panelistId }: EventOf<"answer-cited">): SourceState[] {
  const known = sources.find((source) => source.url === url);
  if (!known) return [...sources, { id: `S${sources.length + 1}`, url, title, status: "found", seenBy: [panelistId] }];
  if (known.seenBy.includes(panelistId)) return sources;
  return sources.map((source) => (source === known ? { ...source, seenBy: [...source.seenBy, panelistId] } : source));
}

/** An attempt that has not been asked yet. */
export function queuedAnswer(panelistId: string, attempt: number, model: string): AnswerState {
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
