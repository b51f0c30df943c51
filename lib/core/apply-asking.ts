import { queuedAnswer } from "./apply-answer-event";
import { askedSeats } from "./asked-seats";
import type { EventOf } from "./events";
import type { FollowUp } from "./follow-up";
import { withSources } from "./source-registry";
import { recounted } from "./totals";
import { type AnswerState, currentAnswer, nextAttempt, type TurnState } from "./turn";

/** The whole panel is asked from now on: whoever was not has an answer that waits, what is there stays. */
export function withAllAsked({ asked: _asked, followUp: _sorted, ...turn }: TurnState): TurnState {
  const { panelists } = turn.panel;
  const missing = panelists.filter(({ id }) => !currentAnswer(turn, id));
  return recounted({
    ...turn,
    isWidened: true,
    answers: [...turn.answers, ...missing.map(({ id, model }) => queuedAnswer(id, 1, model))],
    totals: { ...turn.totals, seated: panelists.length },
  });
}

/**
 * The rest of the panel is asked. After a sorted follow-up the whole panel is asked the question itself: what was written
 * for another form, or about one point, is no answer to that.
 */
export function withRestAsked(before: TurnState): TurnState {
  const { route, guestId } = before;
  if (route?.followUp !== "form" && route?.followUp !== "point") return withAllAsked(before);
  const { prompt: _prompt, ...sorted } = route;
  const panelists = before.panel.panelists.filter(({ id }) => id !== guestId);
  const waiting = panelists.map(({ id, model }) => {
    const last = currentAnswer(before, id);
    return queuedAnswer(id, last ? nextAttempt(last) : 1, model);
  });
  const answers = before.answers.filter(({ timing }) => timing.startedAt !== null);
  const panel = { ...before.panel, panelists };
  return withAllAsked({ ...before, route: sorted, panel, answers: [...answers, ...waiting] });
}

/** Who answers. Words that a model wrote before it called the panel are no answer and go. */
export function withRoute(before: TurnState, event: EventOf<"route-decided">): TurnState {
  const { decision, model, soloPanelistId, guest, seats: asked } = event;
  const { soloPanelistId: _solo, guestId, followUp, ...turn } = before;
  const panelists = turn.panel.panelists.filter(({ id }) => id !== guestId);
  const route = routeOf(event);
  if (decision === "panel" || soloPanelistId === undefined) {
    const unasked = { ...turn, route, answers: [], panel: { ...turn.panel, panelists } };
    return event.followUp === "point" ? withPointAsked(unasked, asked) : withPanelAsked(unasked);
  }
  const seats = guest ? [...panelists, guest] : panelists;
  const chosen = {
    ...turn,
    route,
    soloPanelistId,
    asked: [soloPanelistId],
    ...(guest ? { guestId: guest.id } : {}),
    panel: { ...turn.panel, panelists: seats },
    answers: [queuedAnswer(soloPanelistId, 1, model)],
    totals: { ...turn.totals, seated: 1 },
  };
  return event.followUp === "form" && followUp ? withSourcesOf(chosen, followUp) : chosen;
}

function routeOf(event: EventOf<"route-decided">): NonNullable<TurnState["route"]> {
  const { decision, by, model, reason, prompt, failure, followUp, topic } = event;
  return {
    decision,
    by,
    model,
    reason,
    ...(prompt ? { prompt } : {}),
    ...(failure ? { failure } : {}),
    ...(followUp ? { followUp } : {}),
    ...(topic ? { topic } : {}),
  };
}

/** The pages that the final answer before names keep what is known of them. */
function withSourcesOf(turn: TurnState, { sources }: FollowUp): TurnState {
  return withSources(
    turn,
    sources.map((source) => ({ snippet: "", ...source })),
    {},
  ).turn;
}

/** The panel is asked for the first time: two of it where two go first. */
function withPanelAsked(turn: TurnState): TurnState {
  const { scouts } = turn;
  if (!scouts) return withAllAsked(turn);
  const seats = askedSeats({ panel: turn.panel, asked: scouts });
  const answers = seats.map(({ id, model }) => queuedAnswer(id, 1, model));
  return { ...turn, asked: scouts, answers, totals: { ...turn.totals, answered: 0, seated: seats.length } };
}

/** Whoever is to check a point is asked together: the given seats, or all. */
function withPointAsked({ scouts: _noFirst, ...turn }: TurnState, seats: readonly string[] | undefined): TurnState {
  const whole = withAllAsked(turn);
  return seats ? withOnlyAsked(whole, seats) : whole;
}

function withOnlyAsked(turn: TurnState, seats: readonly string[]): TurnState {
  const answers = turn.answers.filter(({ panelistId }) => seats.includes(panelistId));
  return { ...turn, asked: [...seats], answers, totals: { ...turn.totals, seated: seats.length } };
}

/** Seats of a turn that goes on wait to be asked anew; a judge that has to read all of it again finds nobody late. */
export function withSeatsWaiting(turn: TurnState, { seats, collecting }: EventOf<"turn-continued">): TurnState {
  const waiting = seats.flatMap((id) => {
    const last = currentAnswer(turn, id);
    return last ? queuedAnswer(id, nextAttempt(last), last.model) : [];
  });
  const isReplaced = (answer: AnswerState) =>
    waiting.some(({ panelistId, attempt }) => panelistId === answer.panelistId && attempt === answer.attempt);
  const widened = collecting && turn.verdicts.length > 0 ? { isWidened: true } : {};
  return recounted({
    ...turn,
    ...widened,
    answers: [...turn.answers.filter((answer) => !isReplaced(answer)), ...waiting],
  });
}
