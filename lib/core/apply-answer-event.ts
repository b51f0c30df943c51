import { afterTools, calledTool, returnedTool } from "./apply-tool-event";
import { assertNever } from "./assert-never";
import { withNews } from "./call-news";
import type { AnswerEvent, EventOf } from "./events";
import { withCitations, withSources } from "./source-registry";
import { counted, countedIfSpent, recounted } from "./totals";
import type { AnswerState, TurnState } from "./turn";

/** The part of the fold that answers and their sources are made by. */
export function applyToAnswers(turn: TurnState, event: AnswerEvent): TurnState {
  switch (event.type) {
    case "answer-started":
      return startedAnswer(turn, event);
    case "answer-queued":
    case "answer-sent":
    case "answer-retrying":
      return updateAnswer(turn, event, (answer) => waitingAnswer(answer, event));
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
        status: answer.text === "" ? "thinking" : "writing",
        reasoning: answer.reasoning + event.text,
        timing: firstToken(answer.timing, event.at, false),
      }));
    case "answer-cited":
      return citedPage(turn, event);
    case "answer-tools-offered":
      return updateAnswer(turn, event, (answer) => ({
        ...answer,
        toolWay: event.way,
        ...(event.refused === undefined ? {} : { toolsRefused: event.refused }),
      }));
    case "answer-tool-called":
      return updateAnswer(turn, event, (answer) => calledTool(answer, event));
    case "answer-tool-returned": {
      const found = withSources(turn, event.sources, { seenBy: event.panelistId });
      return updateAnswer(found.turn, event, (answer) => returnedTool(answer, event, found.ids));
    }
    case "answer-ended":
      return counted(
        updateAnswer(withLinks(turn, event), event, (answer) => ({
          ...endedAnswer(turn, answer, event),
          resolvedModel: event.resolvedModel,
          usage: event.usage,
          costUsd: event.costUsd,
          ...(event.serverToolUse ? { serverToolUse: event.serverToolUse } : {}),
          ...handedOver(event),
          ...(event.mended === undefined ? {} : { text: event.mended }),
          ...(event.contextCut === undefined ? {} : { contextCut: event.contextCut }),
          ...(event.finish === "length" ? { atOutputLimit: true as const } : {}),
        })),
        event,
      );
    case "answer-failed":
      return countedIfSpent(
        updateAnswer(withLinks(turn, event), event, (answer) => endedAnswer(turn, answer, event)),
        event,
      );
    default:
      return assertNever(event);
  }
}

/** What an answer leaves to the program that asked. */
export function handedOver({ functionCalls, replay }: Pick<EventOf<"answer-ended">, "functionCalls" | "replay">) {
  return { ...(functionCalls ? { functionCalls } : {}), ...(replay ? { replay } : {}) };
}

/** What a provider's own search found. */
function citedPage(turn: TurnState, { url, title, snippet = "", panelistId }: EventOf<"answer-cited">): TurnState {
  return withSources(turn, [{ url, title, snippet, date: "", status: "found" }], { seenBy: panelistId }).turn;
}

/** The links of an answer that is over. */
function withLinks(turn: TurnState, { panelistId, attempt }: AnswerEvent): TurnState {
  const answer = turn.answers.find((each) => each.panelistId === panelistId && each.attempt === attempt);
  return answer ? withCitations(turn, answer.text, panelistId) : turn;
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
    ...settledWaits(answer),
    toolCalls: afterTools(answer.toolCalls, event.at),
    status: event.status,
    failure: event.failure,
    late: turn.verdicts.length > 0 && !turn.isWidened,
    timing: { ...answer.timing, endedAt: event.at },
  };
}

/** While its request has not gone out an answer is queued, whatever it did before. */
function waitingAnswer(
  answer: AnswerState,
  event: EventOf<"answer-queued" | "answer-sent" | "answer-retrying">,
): AnswerState {
  const asked = answer.text === "" ? ("thinking" as const) : ("writing" as const);
  const status = event.type === "answer-sent" ? asked : ("queued" as const);
  return { ...answer, status, waits: withNews(answer.waits, event) };
}

function settledWaits({ waits }: AnswerState): Pick<AnswerState, "waits"> {
  return waits ? { waits: { ...waits, waiting: null, ahead: 0 } } : {};
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
