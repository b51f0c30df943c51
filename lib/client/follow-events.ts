import { applyEvent } from "@/lib/core/apply-event";
import { eventNames } from "@/lib/core/event-types";
import type { StoredEvent } from "@/lib/core/events";
import type { TurnState } from "@/lib/core/turn";
import type { PaintLoop } from "./paint-loop";
import { turnEvent } from "./shapes";

/** The part of EventSource that following needs. */
export type EventStream = {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
};

export type FollowPorts = {
  read: () => TurnState | undefined;
  write: (turn: TurnState) => void;
  /** The stored state, from the server. */
  reload(): Promise<TurnState>;
  open(url: string): EventStream;
  loop: PaintLoop;
  wait(milliseconds: number): Promise<void>;
  /** Whether events arrive; false while the connection is down. */
  onConnection(connected: boolean): void;
};

const closedState = 2;
const firstRetry = 500;
const slowestRetry = 10_000;

/** Events that have come and are folded into the state together, with the next paint. */
function foldWithPaint({ read, write, loop }: FollowPorts) {
  let pending: StoredEvent[] = [];

  function flush() {
    loop.forget(flush);
    if (pending.length === 0) return;
    const events = pending;
    pending = [];
    let turn = read() ?? null;
    for (const event of events) turn = applyEvent(turn, event);
    if (turn) write(turn);
  }

  function add(event: StoredEvent) {
    pending.push(event);
    loop.request(flush);
  }

  return { add, flush };
}

/**
 * Follows a running turn: folds its events into the state until the turn is closed. Events that are known are dropped;
 * when one is missing, or the stream cannot be opened, the stored state is loaded and following starts again there.
 * Gives a function that stops it.
 */
export function followTurn(turnId: string, ports: FollowPorts): () => void {
  const fold = foldWithPaint(ports);
  let stream: EventStream | null = null;
  let lastSeen = 0;
  let retryAfter = firstRetry;
  let stopped = false;

  function connect() {
    lastSeen = ports.read()?.lastSeq ?? 0;
    const opened = ports.open(`/api/turns/${turnId}/events?after=${lastSeen}`);
    stream = opened;
    const on = (type: string, listener: (event: MessageEvent<string>) => void) =>
      opened.addEventListener(type, (event) => stream === opened && listener(event));
    on("open", () => ports.onConnection(true));
    for (const name of eventNames) on(name, ({ data }) => take(storedEvent(name, data)));
    on("closed", finish);
    on("server-restart", () => void startAgain());
    on("error", () => {
      ports.onConnection(false);
      // In the other states the browser comes back by itself, with the last id it has seen.
      if (opened.readyState === closedState) void startAgain();
    });
  }

  function take(event: StoredEvent | null) {
    const isHole = event === null || event.seq > lastSeen + 1;
    if (isHole) return void startAgain();
    if (event.seq <= lastSeen) return;
    lastSeen = event.seq;
    retryAfter = firstRetry;
    fold.add(event);
  }

  function hangUp() {
    stream?.close();
    stream = null;
    fold.flush();
  }

  function finish() {
    hangUp();
    stopped = true;
    ports.onConnection(true);
  }

  async function startAgain() {
    hangUp();
    await ports.wait(retryAfter);
    retryAfter = Math.min(retryAfter * 2, slowestRetry);
    if (stopped) return;
    const turn = await ports.reload().catch(() => null);
    if (stopped) return;
    if (turn) ports.write(turn);
    if (turn && turn.status !== "running") return finish();
    connect();
  }

  connect();
  return () => {
    stopped = true;
    hangUp();
  };
}

/** The event of one frame; null when this page does not understand it. */
function storedEvent(name: string, data: string): StoredEvent | null {
  try {
    return turnEvent(JSON.parse(data), name);
  } catch {
    return null;
  }
}
