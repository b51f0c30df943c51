import { applyEvent } from "./apply-event";
import { askedSeats, soloAnswer, unansweredSeats } from "./asked-seats";
import { canJudgeNow, closesCollection, closingTime } from "./collection";
import { continuationOf } from "./continue-turn";
import type { TurnEvent, TurnMode } from "./events";
import type { FollowUp } from "./follow-up";
import type { ConversationId, PanelistId, TurnId } from "./ids";
import { openInterleaving } from "./interleave";
import type { ModelMessage } from "./model";
import type { Panel } from "./panel";
import { answer } from "./panelist";
import type { TurnPorts } from "./ports";
import type { PreviousPoint } from "./previous-point";
import type { ProgramLabels } from "./program-labels";
import { type RebuttalRequest, rebut } from "./rebuttal";
import { openingOf, type ReopenedWork } from "./reopening";
import { openResearch, type Research } from "./research";
import { route } from "./route";
import { mayWiden, scoutsOf, type Widening, wideningWithoutJudge } from "./scouting";
import { foldedWithNews } from "./source-news";
import { capRefusal } from "./spending-cap";
import { limitTurn } from "./time-limit";
import { currentAnswer, isSettled, type KnownSource, nextAttempt, type TurnState } from "./turn";
import { closingEvent } from "./turn-closing";
import type { TurnControl } from "./turn-control";
import { reachVerdictAsAsked } from "./verdict-wish";
import type { VerdictWish } from "./wished-verdict";

export type TurnRequest = {
  turnId: TurnId;
  conversationId: ConversationId;
  parentTurnId: TurnId | null;
  question: string;
  mode: TurnMode;
  panel: Panel;
  context: ModelMessage[];
  /** Mode solo: the seat that answers. */
  soloPanelistId?: PanelistId;
  /** Mode panel: it is told first what this follow-up is; absent = the panel is asked at once. */
  followUp?: FollowUp;
  /** All seats are asked together, also on a panel that asks two first. */
  allAtOnce?: boolean;
  /** What the parent turn decided, for judge and synthesizer; absent = nothing. */
  previous?: PreviousPoint[];
  /** What the program that asks wants kept with the turn; absent = nothing. */
  labels?: ProgramLabels;
  /** Sources that the conversation has already; absent = none. */
  knownSources?: KnownSource[];
};

/** What happens besides stored events while a turn runs. */
type Step =
  | TurnEvent
  | { type: "retry-asked"; panelistId: PanelistId }
  | { type: "judge-asked" }
  | { type: "time-passed" };

/**
 * One turn: all panelists at once, the judge when the collection closes, the final answer. Late answers still arrive. In
 * solo mode one panelist answers and nobody judges; in auto mode a model chooses.
 * It never stores, sends, or throws a panelist's failure.
 */
export async function* runTurn(
  { allAtOnce = false, ...request }: TurnRequest,
  ports: TurnPorts,
  control: TurnControl,
): AsyncGenerator<TurnEvent> {
  const scouts = allAtOnce || request.mode === "solo" ? undefined : scoutsOf(request.panel, ports.priceOf);
  const started: TurnEvent = { type: "turn-started", at: ports.clock.now(), ...request, ...(scouts ? { scouts } : {}) };
  yield started;
  const turn = applyEvent(null, started);
  const seats = askedSeats(turn).map((panelist) => panelist.id);
  const isRouted = request.mode === "auto" || request.followUp !== undefined;
  const verdict = request.mode === "panel" && !isRouted ? "when-collected" : "no";
  yield* work({ turn, seats, verdict, isRouted }, ports, control);
}

/** Goes on with a closed turn: one panelist again, the rest of the panel, a new verdict, or one point asked about. */
export async function* reopenTurn(
  closed: TurnState,
  asked: ReopenedWork,
  ports: TurnPorts,
  control: TurnControl,
): AsyncGenerator<TurnEvent> {
  const known = asked.knownSources?.length ? { knownSources: [...asked.knownSources] } : {};
  const reopened: TurnEvent = { at: ports.clock.now(), ...openingOf(closed, asked), ...known };
  yield reopened;
  const turn = applyEvent(closed, reopened);
  yield* work({ turn, ...workOn(closed, turn, asked) }, ports, control);
}

function workOn(closed: TurnState, turn: TurnState, asked: ReopenedWork): Omit<Work, "turn"> {
  if ("continue" in asked) return continuationOf(closed);
  if ("judgeAgain" in asked) return { seats: [], verdict: "now", wish: asked.wish ?? {} };
  if ("askRest" in asked) return { seats: unansweredSeats(turn), verdict: "when-collected" };
  if ("rebuttal" in asked) {
    return { seats: [], verdict: "no", rebuttals: [asked.rebuttal], isAside: closed.status === "done" };
  }
  // A turn that failed for want of answers is judged as soon as there is one; any other keeps its verdict.
  const isUnjudged = closed.status === "failed" && closed.verdicts.length === 0 && !soloAnswer(closed);
  return { seats: [asked.retry], verdict: isUnjudged ? "when-collected" : "no" };
}

type VerdictDue = "when-collected" | "when-widened" | "now" | "no" | "started";
type Work = {
  turn: TurnState;
  seats: readonly PanelistId[];
  verdict: VerdictDue;
  wish?: VerdictWish;
  /** Why the rest of the panel is asked at once, after two. */
  widening?: Widening;
  rebuttals?: readonly RebuttalRequest[];
  /** A model chooses first who answers. */
  isRouted?: boolean;
  /** Beside a turn that was done: stopping it takes nothing from that. */
  isAside?: boolean;
};

async function* work(asked: Work, ports: TurnPorts, given: TurnControl): AsyncGenerator<TurnEvent> {
  const { control, end } = limitTurn(given, ports);
  let { turn, verdict, wish } = asked;
  const over = new AbortController();
  const waiting = AbortSignal.any([control.signal, over.signal]);
  const steps = openInterleaving<Step>();
  const current = () => turn;
  const research = openResearch(turn);
  const startVerdict = () => {
    const isScouting = verdict === "when-collected" && mayWiden(turn);
    verdict = "started";
    steps.add(reachVerdictAsAsked({ turn, wish: wish ?? {}, current, isScouting }, ports, control.signal));
  };

  const askRest = (because: Widening) => {
    verdict = "when-widened";
    steps.add(once({ type: "rest-asked", at: ports.clock.now(), ...because }));
  };
  const make = (move: JudgesMove) => {
    if (move === "start") startVerdict();
    else if (typeof move === "object") askRest(move);
    else if (move === "wait") steps.add(grace(turn, ports, waiting), { background: true });
  };

  for (const source of firstSteps({ ...asked, current, research }, ports, control)) steps.add(source);
  steps.add(retriesOf(control), { background: true });
  steps.add(judgeNow(control), { background: true });
  steps.add(deadline(turn, ports, waiting), { background: true });
  make(firstMove(asked, ports.clock.now()));

  for await (const step of steps) {
    if (isEvent(step)) {
      const folded = foldedWithNews(turn, step, ports);
      turn = folded.turn;
      yield* folded.events;
    }
    verdict = verdictAfter(step, verdict);
    wish = wishAfter(step, wish);
    for (const source of stepsAfter(step, { turn, research, current }, ports, control)) steps.add(source);
    if (step.type === "rest-asked") steps.add(deadline(turn, ports, waiting), { background: true });
    if (!waiting.aborted) make(judgesMove(step, verdict, turn, ports.clock.now()));
  }
  over.abort();
  end();
  yield closingEvent(turn, asked, ports, given);
}

/** What the panelists of a turn share: the pages they may read, and the turn as it is now. */
type Together = { research: Research; current: () => TurnState };
type AskedSeat = Together & { panelistId: PanelistId };

/** What begins at once: the panelists that are asked, and the points that some are asked about. */
function firstSteps(asked: Work & Together, ports: TurnPorts, control: TurnControl) {
  const { turn, seats, rebuttals = [], research, current } = asked;
  return [
    ...(asked.isRouted ? [route(turn, ports, control)] : []),
    ...seats.map((panelistId) => ask({ panelistId, research, current }, turn, ports, control)),
    ...rebuttals.map((request) => rebut({ turn, current, request }, ports, control.signal)),
  ];
}

function verdictAfter(step: Step, due: VerdictDue): VerdictDue {
  if (step.type === "rest-asked") return "when-collected";
  return step.type === "route-decided" && step.decision === "panel" ? "when-collected" : due;
}

/** What was wished for the judging of two is no wish for that of all. */
function wishAfter(step: Step, wish: Work["wish"]): Work["wish"] {
  return step.type === "rest-asked" ? undefined : wish;
}

function isEvent(step: Step): step is TurnEvent {
  return step.type !== "retry-asked" && step.type !== "judge-asked" && step.type !== "time-passed";
}

/** Who is asked after a step: a panelist once more, or those a model has chosen when it does not answer in the same call. */
function stepsAfter(
  step: Step,
  { turn, ...together }: Together & { turn: TurnState },
  ports: TurnPorts,
  control: TurnControl,
): AsyncIterable<TurnEvent>[] {
  if (step.type === "retry-asked")
    return [askAgain({ panelistId: step.panelistId, ...together }, turn, ports, control)];
  if (step.type === "rest-asked") {
    const unasked = askedSeats(turn).filter(({ id }) => currentAnswer(turn, id)?.status === "queued");
    return unasked.map(({ id }) => ask({ panelistId: id, ...together }, turn, ports, control));
  }
  if (step.type !== "route-decided" || (step.decision === "solo" && step.by === "call")) return [];
  return askedSeats(turn).map(({ id }) => ask({ panelistId: id, ...together }, turn, ports, control));
}

async function* once(event: TurnEvent): AsyncGenerator<TurnEvent> {
  yield event;
}

/** Asks a panelist again; nothing happens while its newest attempt still writes. */
async function* askAgain(
  asked: AskedSeat,
  turn: TurnState,
  ports: TurnPorts,
  control: TurnControl,
): AsyncGenerator<TurnEvent> {
  const last = currentAnswer(turn, asked.panelistId);
  if (last && isSettled(last)) yield* ask(asked, turn, ports, control);
}

/** What the judge does: it starts, it waits for a time that may be another one now, the rest is asked first, or nothing. */
type JudgesMove = "start" | "wait" | "nothing" | Widening;

/** Before any step: the judge may be asked for now, or have nothing to wait for because all answers were there before. */
function firstMove({ verdict, turn, widening }: Work, now: number): JudgesMove {
  if (verdict !== "when-collected") return verdict === "now" ? "start" : "nothing";
  return widening ?? wideningWithoutJudge(turn, now) ?? (closesCollection(turn, now) ? "start" : "nothing");
}

function judgesMove(step: Step, verdict: VerdictDue, turn: TurnState, now: number): JudgesMove {
  if (step.type === "judge-asked") return verdict !== "started" && canJudgeNow(turn) ? "start" : "nothing";
  if (verdict !== "when-collected" || !mayClose(step)) return "nothing";
  return wideningWithoutJudge(turn, now) ?? (closesCollection(turn, now) ? "start" : "wait");
}

function mayClose(step: Step): boolean {
  return step.type === "answer-ended" || step.type === "answer-failed" || step.type === "time-passed";
}

/** Asks one panelist once more, unless the spending cap forbids it. */
async function* ask(
  { panelistId, research, current }: AskedSeat,
  turn: TurnState,
  ports: TurnPorts,
  control: TurnControl,
): AsyncGenerator<TurnEvent> {
  const panelist = turn.panel.panelists.find((seat) => seat.id === panelistId);
  if (!panelist) return;
  const last = currentAnswer(turn, panelistId);
  const attempt = last ? nextAttempt(last) : 1;
  const refused = capRefusal(turn);
  if (refused) {
    const of = { panelistId, attempt };
    yield { type: "answer-started", at: ports.clock.now(), ...of, model: panelist.model };
    yield { type: "answer-failed", at: ports.clock.now(), ...of, status: "failed", failure: refused };
    return;
  }
  yield* answer({ panelist, attempt, research, current }, turn, ports, control.panelistSignal(panelistId, attempt));
}

async function* retriesOf(control: TurnControl): AsyncGenerator<Step> {
  for await (const panelistId of control.retries) yield { type: "retry-asked", panelistId };
}

async function* judgeNow(control: TurnControl): AsyncGenerator<Step> {
  await control.judgeAsked;
  if (!control.signal.aborted) yield { type: "judge-asked" };
}

async function* deadline(turn: TurnState, { clock }: TurnPorts, signal: AbortSignal): AsyncGenerator<Step> {
  await clock.sleep(turn.panel.limits.deadlineSeconds * 1000, signal);
  yield { type: "time-passed" };
}

async function* grace(turn: TurnState, { clock }: TurnPorts, signal: AbortSignal): AsyncGenerator<Step> {
  const closesAt = closingTime(turn);
  if (closesAt === null) return;
  await clock.sleep(Math.max(0, closesAt - clock.now()), signal);
  yield { type: "time-passed" };
}
