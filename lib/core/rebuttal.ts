import type { PointState, View } from "./analysis";
import { isNews, verdictNews } from "./call-news";
import { costOf } from "./cost";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import { type PanelistId, type PointId, VerdictId } from "./ids";
import { openInterleaving } from "./interleave";
import { namesOf } from "./judge-answers";
import { drawNonce } from "./labels";
import type { ModelChunk } from "./model";
import type { Panelist } from "./panel";
import { plainRequest, wastedBy } from "./panelist";
import type { TurnPorts } from "./ports";
import { rebuttalMessages } from "./rebuttal-prompts";
import { readReply, sourcesIn } from "./rebuttal-reading";
import type { Reply } from "./rebuttal-reply";
import { capRefusal } from "./spending-cap";
import { whyAborted } from "./time-limit";
import type { TurnState, VerdictState } from "./turn";

export type RebuttalRequest = { verdictId: VerdictId; pointId: PointId };

/** The seats that are asked about a contradiction: those whose words in it were verified, in seat order. */
export function rebuttalSeats(turn: TurnState, point: PointState): Panelist[] {
  return turn.panel.panelists.filter(({ id }) => point.views.some((view) => view.panelistId === id));
}

type Asking = { turn: TurnState; verdict: VerdictState; point: PointState; nonce: string };

/**
 * Asks the panelists of one contradiction about it, all at once; each sees that point and nothing else. Never throws a
 * model's failure: it is kept as the reply. `current` gives the turn as it is now, for the spending cap.
 */
export async function* rebut(
  { turn, current, request }: { turn: TurnState; current: () => TurnState; request: RebuttalRequest },
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const verdict = turn.verdicts.find(({ id }) => id === request.verdictId);
  const point = verdict?.points.find(({ id }) => id === request.pointId);
  if (!verdict || !point) return;
  const seats = rebuttalSeats(turn, point);
  const texts = [turn.question, ...point.views.flatMap(({ quote, says }) => [quote, says])];
  const asking: Asking = { turn, verdict, point, nonce: drawNonce(ports.newSeed(), texts) };
  yield { type: "rebuttal-started", at: ports.clock.now(), ...request, asked: seats.map(({ id }) => id) };
  const replies = openInterleaving<TurnEvent>();
  for (const seat of seats) replies.add(askSeat(seat, { asking, current }, ports, signal));
  yield* replies;
  yield { type: "rebuttal-ended", at: ports.clock.now(), ...request };
}

const stoppedWords = "You stopped this reply.";

type Asked = { asking: Asking; current: () => TurnState };

async function* askSeat(
  seat: Panelist,
  { asking, current }: Asked,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const refused = signal.aborted ? whyAborted(signal, stoppedWords) : capRefusal(current());
  const replied: Replied = refused ? unusable(seat.id, refused) : yield* replyOf(seat, asking, ports, signal);
  const { spent, ...reply } = replied;
  yield {
    type: "rebuttal-replied",
    at: ports.clock.now(),
    verdictId: VerdictId.parse(asking.verdict.id),
    pointId: asking.point.id,
    model: seat.model,
    ...(spent ? { spent } : {}),
    reply,
  };
}

type Replied = Reply & Pick<EventOf<"rebuttal-replied">, "spent">;

async function* replyOf(
  seat: Panelist,
  asking: Asking,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, Replied> {
  const view = asking.point.views.find(({ panelistId }) => panelistId === seat.id);
  if (!view) return unusable(seat.id, failure("unexpected_error", "This panelist has no view in the contradiction."));
  let text = "";
  let gotToken = false;
  try {
    for await (const chunk of ports.streamModel(requestOf(seat, view, asking, { ports, signal }))) {
      if (isNews(chunk)) {
        const call = { verdictId: VerdictId.parse(asking.verdict.id), role: "rebuttal", author: seat.id } as const;
        yield verdictNews(chunk, { ...call, model: seat.model }, ports.clock.now());
        continue;
      }
      gotToken = true;
      if (chunk.type === "text") text += chunk.text;
      if (chunk.type === "finished") return concluded(seat, text, chunk, { ports, turn: asking.turn });
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    const reason = signal.aborted ? whyAborted(signal, stoppedWords) : failureOf(error);
    return { ...unusable(seat.id, reason), ...wastedBy(gotToken) };
  }
}

type Means = { ports: TurnPorts; signal: AbortSignal };

function requestOf(seat: Panelist, view: View, { turn, point, nonce }: Asking, { ports, signal }: Means) {
  const names = namesOf(turn, ports);
  const messages = rebuttalMessages({ question: turn.question, point, view, nonce, names });
  const { model, temperature, reasoningEffort } = seat;
  return { ...plainRequest(turn, { model, messages, signal, temperature }), reasoningEffort };
}

function concluded(
  { id, model }: Panelist,
  raw: string,
  finished: Extract<ModelChunk, { type: "finished" }>,
  { ports, turn }: { ports: TurnPorts; turn: TurnState },
): Replied {
  const { usage, finish } = finished;
  const spent = { usage, costUsd: costOf(finished.costUsd, usage, ports.priceOf(model)) };
  if (finish === "refused") {
    return { ...unusable(id, failure("refused", `${ports.labelOf(model)} declined to reply.`)), spent };
  }
  const read = readReply(raw, ports.labelOf(model));
  if ("failure" in read) return { ...unusable(id, read.failure), spent };
  const sources = sourcesIn(read.text, turn.sources);
  return { panelistId: id, position: read.position, text: read.text, sources, failure: null, spent };
}

function unusable(panelistId: PanelistId, reason: Failure): Reply {
  return { panelistId, position: null, text: "", sources: [], failure: reason };
}
