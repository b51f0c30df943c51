import { applyToAnswers, queuedAnswer } from "./apply-answer-event";
import { withAllAsked, withRestAsked, withRoute, withSeatsWaiting } from "./apply-asking";
import { applyToVerdicts } from "./apply-verdict-event";
import { askedSeats } from "./asked-seats";
import { assertNever } from "./assert-never";
import { withNews } from "./call-news";
import type { EventOf, StoredEvent, TurnEvent } from "./events";
import { countedIfSpent } from "./totals";
import type { TurnState } from "./turn";

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

function startedTurn(event: EventOf<"turn-started">): TurnState {
  const asked = firstAsked(event);
  const seats = askedSeats({ panel: event.panel, ...(asked ? { asked } : {}) });
  return {
    id: event.turnId,
    conversationId: event.conversationId,
    parentTurnId: event.parentTurnId,
    question: event.question,
    mode: event.mode,
    ...(event.soloPanelistId ? { soloPanelistId: event.soloPanelistId } : {}),
    ...(event.labels ? { labels: event.labels } : {}),
    ...(event.scouts ? { scouts: event.scouts } : {}),
    ...(asked ? { asked } : {}),
    status: "running",
    panel: event.panel,
    context: event.context,
    ...(event.previous ? { previous: event.previous } : {}),
    ...(event.followUp ? { followUp: event.followUp } : {}),
    lastSeq: 0,
    answers: seats.map((panelist) => queuedAnswer(panelist.id, 1, panelist.model)),
    verdicts: [],
    currentVerdictId: null,
    sources: [],
    ...(event.knownSources ? { knownSources: event.knownSources } : {}),
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
      seated: seats.length,
    },
  };
}

function applyToTurn(turn: TurnState, event: Exclude<TurnEvent, EventOf<"turn-started">>): TurnState {
  if ("panelistId" in event) return applyToAnswers(turn, event);
  if ("verdictId" in event) return applyToVerdicts(turn, event);
  switch (event.type) {
    case "route-started":
      return turn;
    case "route-queued":
    case "route-sent":
    case "route-retrying":
      return { ...turn, choosing: withNews(turn.choosing, event) };
    case "route-stopped":
      return countedIfSpent(turn, event);
    case "route-decided":
      return countedIfSpent(withRoute(turn, event), event);
    case "sources-known":
      return { ...turn, knownSources: [...(turn.knownSources ?? []), ...event.knownSources] };
    case "rest-asked": {
      const { at, because, topic } = event;
      return { ...withAllAsked(turn), restAsked: { at, because, ...(topic ? { topic } : {}) } };
    }
    case "turn-reopened":
      return opened(event.reason === "ask_rest" ? withRestAsked(turn) : turn, event);
    case "turn-continued":
      return opened(withSeatsWaiting(turn, event), event);
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

/** A closed turn that runs again. */
function opened(
  { selfContinued = 0, wish: _wish, ...turn }: TurnState,
  event: EventOf<"turn-reopened" | "turn-continued">,
): TurnState {
  const isByItself = event.type === "turn-continued" && event.byItself;
  return {
    ...turn,
    ...(event.wish ? { wish: event.wish } : {}),
    ...(isByItself ? { selfContinued: selfContinued + 1 } : {}),
    ...(event.knownSources ? { knownSources: event.knownSources } : {}),
    status: "running",
    openedAt: event.at,
    endedAt: null,
    failure: null,
  };
}

/** Who is asked before anything is decided; null = the whole panel. */
function firstAsked({ mode, soloPanelistId, followUp, scouts }: EventOf<"turn-started">): string[] | null {
  if (mode === "solo" && soloPanelistId) return [soloPanelistId];
  return mode === "auto" || followUp ? [] : (scouts ?? null);
}

/** What the other turns hold is needed only while sources are added. */
function closed({ knownSources: _known, ...turn }: TurnState, status: TurnState["status"], at: number): TurnState {
  const ms = turn.totals.ms + Math.max(0, at - turn.openedAt);
  return { ...turn, status, endedAt: at, totals: { ...turn.totals, ms } };
}
