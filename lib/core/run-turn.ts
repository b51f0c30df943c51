import { applyEvent } from "./apply-event";
import { askedSeats, soloAnswer, unansweredSeats } from "./asked-seats";
import { canJudgeNow, closesCollection, closingTime } from "./collection";
import { continuationOf } from "./continue-turn";
import type { EventOf, TurnEvent, TurnMode } from "./events";
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
import { openResearch, type Research } from "./research";
import { route } from "./route";
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
  request: TurnRequest,
  ports: TurnPorts,
  control: TurnControl,
): AsyncGenerator<TurnEvent> {
  const started: TurnEvent = { type: "turn-started", at: ports.clock.now(), ...request };
  yield started;
  const turn = applyEvent(null, started);
  const seats = askedSeats(turn).map((panelist) => panelist.id);
  const isRouted = request.mode === "auto" || request.followUp !== undefined;
  const verdict = request.mode === "panel" && !isRouted ? "when-collected" : "no";
  yield* work({ turn, seats, verdict, isRouted }, ports, control);
}

/** `knownSources`: the ids that the other turns of the conversation have given. */
export type ReopenedWork = { knownSources?: readonly KnownSource[] } & (
  | { continue: true; byItself: boolean }
  | { retry: PanelistId }
  | { askRest: true }
  | { judgeAgain: true; wish?: VerdictWish }
  | { rebuttal: RebuttalRequest }
);

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

type Opening = Omit<EventOf<"turn-reopened">, "at"> | Omit<EventOf<"turn-continued">, "at">;

function openingOf(closed: TurnState, asked: ReopenedWork): Opening {
  if ("judgeAgain" in asked) return { type: "turn-reopened", reason: "judge_again", wish: asked.wish ?? {} };
  if (!("continue" in asked)) return { type: "turn-reopened", reason: reasonOf(asked) };
  const { seats, verdict, wish } = continuationOf(closed);
  const collecting = verdict === "when-collected";
  const wished = verdict === "no" || Object.keys(wish).length === 0 ? {} : { wish };
  return { type: "turn-continued", seats, collecting, byItself: asked.byItself, ...wished };
}

function reasonOf(
  asked: Exclude<ReopenedWork, { continue: true } | { judgeAgain: true }>,
): EventOf<"turn-reopened">["reason"] {
  if ("retry" in asked) return "retry";
  return "askRest" in asked ? "ask_rest" : "rebuttal";
}

type VerdictDue = "when-collected" | "now" | "no" | "started";
type Work = {
  turn: TurnState;
  seats: readonly PanelistId[];
  verdict: VerdictDue;
  wish?: VerdictWish;
  rebuttals?: readonly RebuttalRequest[];
  /** A model chooses first who answers. */
  isRouted?: boolean;
  /** Beside a turn that was done: stopping it takes nothing from that. */
  isAside?: boolean;
};

async function* work(asked: Work, ports: TurnPorts, given: TurnControl): AsyncGenerator<TurnEvent> {
  const { control, end } = limitTurn(given, ports);
  let { turn, verdict } = asked;
  const over = new AbortController();
  const waiting = AbortSignal.any([control.signal, over.signal]);
  const steps = openInterleaving<Step>();
  const current = () => turn;
  const research = openResearch(turn);
  const startVerdict = () => {
    verdict = "started";
    steps.add(reachVerdictAsAsked({ turn, wish: asked.wish ?? {}, current }, ports, control.signal));
  };

  for (const source of firstSteps({ ...asked, current, research }, ports, control)) steps.add(source);
  steps.add(retriesOf(control), { background: true });
  steps.add(judgeNow(control), { background: true });
  steps.add(deadline(turn, ports, waiting), { background: true });
  if (isDueAtOnce(verdict, turn, ports.clock.now())) startVerdict();

  for await (const step of steps) {
    if (isEvent(step)) {
      const folded = foldedWithNews(turn, step, ports);
      turn = folded.turn;
      yield* folded.events;
    }
    verdict = verdictAfter(step, verdict);
    for (const source of stepsAfter(step, { turn, research, current }, ports, control)) steps.add(source);
    const move = waiting.aborted ? "nothing" : judgesMove(step, verdict, turn, ports.clock.now());
    if (move === "start") startVerdict();
    else if (move === "wait") steps.add(grace(turn, ports, waiting), { background: true });
  }
  over.abort();
  end();
  yield closingEvent(turn, asked, ports, given);
}

/** Whether the judge has nothing to wait for: it is asked for now, or all answers were there before. */
function isDueAtOnce(verdict: VerdictDue, turn: TurnState, now: number): boolean {
  return verdict === "now" || (verdict === "when-collected" && closesCollection(turn, now));
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
  return step.type === "route-decided" && step.decision === "panel" ? "when-collected" : due;
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
  if (step.type !== "route-decided" || (step.decision === "solo" && step.by === "call")) return [];
  return askedSeats(turn).map(({ id }) => ask({ panelistId: id, ...together }, turn, ports, control));
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

/** What a step means for the judge: it starts, it waits for a time that may be another one now, or nothing. */
function judgesMove(step: Step, verdict: VerdictDue, turn: TurnState, now: number): "start" | "wait" | "nothing" {
  if (step.type === "judge-asked") return verdict !== "started" && canJudgeNow(turn) ? "start" : "nothing";
  if (verdict !== "when-collected" || !mayClose(step)) return "nothing";
  return closesCollection(turn, now) ? "start" : "wait";
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
