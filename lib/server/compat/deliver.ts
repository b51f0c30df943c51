import type { TurnState } from "@/lib/core/turn";
import { container } from "@/lib/server/container";
import { eventStream, paddedJson, statusWaitMs, within } from "./delivery";
import { type Heard, hearTurn } from "./hear-turn";
import type { Intent } from "./intent";
import { type Outcome, outcomeOf } from "./outcome";
import { createProgramReader } from "./program-reader";
import type { ProgramRun } from "./run-program";
import { statusOfOutcome } from "./status-of-outcome";

/** What the frames of a stream are made from. */
export type Hearing = {
  /** Events and what the program hears of them, in batches, to the end of the turn. */
  batches: AsyncGenerator<Heard[]>;
  /** The turn as it was read so far. */
  turn: () => TurnState;
  outcome: () => Outcome;
};

export type Delivery = {
  intent: Intent;
  run: ProgramRun;
  /** Aborts when the client has left. */
  signal: AbortSignal;
  /** The frames of a stream, in the words of a wire format. */
  frames: (hearing: Hearing) => AsyncGenerator<string>;
  /** The whole answer. */
  whole: (turn: TurnState, outcome: Outcome) => unknown;
  /** The body for a failure that has a real HTTP status. */
  errorBody: (outcome: Outcome) => unknown;
};

/**
 * Answers a program with the turn that it asked for. A turn that fails soon and for nothing has a real HTTP status; once
 * money was spent or time has passed the failure stands in the body. A client that leaves ends its turn, unless it can come
 * back with its key.
 */
export async function deliver({ intent, run, signal, frames, whole, errorBody }: Delivery): Promise<Response> {
  const reader = createProgramReader(intent);
  const left = leaving(run, signal);
  const outcome = () => outcomeOf(reader.turn(), intent);
  const batches = hearTurn(run.turnId, reader, left.signal);
  const headers = { "x-generation-id": `gen-${run.turnId}`, "x-parley-turn": run.turnId };

  async function wholeAnswer(): Promise<Outcome> {
    for await (const batch of batches) void batch;
    left.arrived();
    return outcome();
  }

  if (!intent.stream) {
    const answer = wholeAnswer();
    const soon = await within(answer, statusWaitMs.whole);
    const body = answer.then((end) => whole(reader.turn(), end));
    if (!soon) return paddedJson(body, { headers, onLeft: left.leave });
    return failedResponse(soon.value, { headers, errorBody }) ?? Response.json(await body, { headers });
  }

  const shown = frames({ batches: arriving(batches, left.arrived), turn: () => reader.turn(), outcome });
  const first = shown.next();
  const soon = await within(first, statusWaitMs.stream);
  if (soon && reader.isOver) {
    const failed = failedResponse(outcome(), { headers, errorBody });
    if (failed) return failed;
  }
  return eventStream(behind(first, shown), { headers, onLeft: left.leave });
}

async function* behind(first: Promise<IteratorResult<string>>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  const { done, value } = await first;
  if (done) return;
  yield value;
  yield* rest;
}

async function* arriving(batches: AsyncGenerator<Heard[]>, arrived: () => void): AsyncGenerator<Heard[]> {
  yield* batches;
  arrived();
}

/** A real status for a turn that failed before anything was charged; null = it is told in the body. */
function failedResponse(
  outcome: Outcome,
  { headers, errorBody }: { headers: Record<string, string>; errorBody: Delivery["errorBody"] },
): Response | null {
  if (!outcome.failure || outcome.isSpent || outcome.text !== "") return null;
  const retry = outcome.failure.retryable ? {} : { "x-should-retry": "false" };
  return Response.json(errorBody(outcome), { status: statusOfOutcome(outcome), headers: { ...headers, ...retry } });
}

/** What happens when the client leaves before its answer is out. */
function leaving({ turnId, isKept }: ProgramRun, signal: AbortSignal) {
  const { turns, programRequests } = container();
  const gone = new AbortController();
  let isOut = false;
  const leave = () => {
    if (isOut || gone.signal.aborted) return;
    gone.abort();
    programRequests.setLost(turnId);
    if (!isKept) turns.stop(turnId);
  };
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  return {
    leave,
    signal: gone.signal,
    arrived: () => {
      isOut = true;
      signal.removeEventListener("abort", leave);
    },
  };
}
