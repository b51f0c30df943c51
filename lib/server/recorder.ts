import type { Call, Calls, Judging } from "@/db/calls";
import type { EventLog } from "@/db/event-log";
import type { TurnRows } from "@/db/turns";
import { applyEvent } from "@/lib/core/apply-event";
import { createCoalescer, packLimits } from "@/lib/core/coalesce";
import { isClosing, type TurnEvent } from "@/lib/core/events";
import type { Clock } from "@/lib/core/model";
import type { TurnState } from "@/lib/core/turn";
import { createCallTimer } from "./call-timer";
import { createJudgeRecord } from "./judge-records";
import type { Live } from "./live";
import { storageFailure } from "./storage-failure";

export type RecorderParts = {
  log: Pick<EventLog, "append">;
  turnRows: Pick<TurnRows, "close">;
  calls: Pick<Calls, "add" | "addJudging">;
  live: Pick<Live, "nudge">;
  clock: Clock;
};

export type Recorder = {
  /**
   * Takes one event in. Deltas may wait a moment; everything else is stored when this returns. Throws when storing fails;
   * what the disk did not take is kept and goes first the next time.
   */
  take(event: TurnEvent, alongside?: () => void): void;
  /** Stores what waits. */
  flush: () => void;
  /** The fold of what is stored; null before the first event. */
  state: () => TurnState | null;
  /** The same with what could not be stored yet. */
  stateWithUnstored: () => TurnState | null;
  /** Nothing is stored any longer. */
  close: () => void;
};

/** An event with what the history of calls gets from it. */
type Entry = { event: TurnEvent; call: Call | null; judging: Judging | null };

export type RecorderStart = {
  turnId: string;
  /** The turn as its log has it; null for a new one. */
  from: TurnState | null;
  /** Called when a flush by the clock could not store; the turn cannot go on. */
  onBroken: (error: unknown) => void;
  /** Called in the transaction that stores the events which cost it. */
  onSpent?: ((microUsd: number) => void) | undefined;
};

/** Writes the events of one turn into its log, deltas packed, and folds them on the way. */
export function createRecorder(parts: RecorderParts, { turnId, from, onBroken, onSpent }: RecorderStart): Recorder {
  const { log, turnRows, calls, live, clock } = parts;
  const coalescer = createCoalescer();
  const callOf = createCallTimer(turnId);
  const judgingOf = createJudgeRecord(turnId);
  const closing = new AbortController();
  let state = from;
  let isTimed = false;
  /** What could not be stored yet, and must come before everything else. */
  let unstored: Entry[] = [];

  function store(newer: readonly TurnEvent[], alongside?: () => void): void {
    if (closing.signal.aborted) return;
    const entries = [...unstored, ...newer.map((event) => ({ event, call: callOf(event), judging: judgingOf(event) }))];
    if (entries.length === 0) return;
    const events = entries.map(({ event }) => event);
    const next = foldOnto(state, events);
    const isClosed = isClosing(events.at(-1)?.type ?? "");
    try {
      log.append(turnId, events, () => {
        alongside?.();
        for (const { call, judging } of entries) {
          if (call) calls.add(call);
          if (judging) calls.addJudging(judging);
        }
        if (next && isClosed) turnRows.close(next);
        const spent = spentBetween(state, next);
        if (spent > 0) onSpent?.(spent);
      });
    } catch (error) {
      unstored = storageFailure(error) ? entries : [];
      throw error;
    }
    unstored = [];
    state = next;
    live.nudge(turnId);
  }

  async function flushLater(): Promise<void> {
    isTimed = true;
    await clock.sleep(packLimits.milliseconds, closing.signal);
    isTimed = false;
    try {
      store(coalescer.drain());
    } catch (error) {
      onBroken(error);
    }
  }

  return {
    take(event, alongside) {
      store(coalescer.add(event), alongside);
      if (coalescer.isHolding() && !isTimed) void flushLater();
    },
    flush: () => store(coalescer.drain()),
    state: () => state,
    stateWithUnstored: () =>
      foldOnto(
        state,
        unstored.map(({ event }) => event),
      ),
    close: () => closing.abort(),
  };
}

/** Micro-dollars; of rounded totals, so that many small amounts add up to what the turn says it cost. */
function spentBetween(before: TurnState | null, after: TurnState | null): number {
  const rounded = (turn: TurnState | null) => Math.round((turn?.totals.costUsd ?? 0) * 1_000_000);
  return rounded(after) - rounded(before);
}

function foldOnto(state: TurnState | null, events: readonly TurnEvent[]): TurnState | null {
  let next = state;
  for (const event of events) next = applyEvent(next, { ...event, seq: (next?.lastSeq ?? 0) + 1 });
  return next;
}
