import { applyEvent } from "@/lib/core/apply-event";
import { eventNames } from "@/lib/core/event-types";
import type { StoredEvent } from "@/lib/core/events";
import type { TurnState } from "@/lib/core/turn";
import type { Line } from "./line";
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
  /** The stored state, from the server; null = the server refuses to give it, now and later. Rejects when it is not reached. */
  reload(): Promise<TurnState | null>;
  open(url: string): EventStream;
  loop: PaintLoop;
  line: Line;
  /** Whether events arrive; false while the connection is down. */
  onConnection(connected: boolean): void;
};

const closedState = 2;
/** Between two tries, in milliseconds, doubling; faults.md section 2.3. */
const firstRetry = 1000;
const slowestRetry = 30_000;
/** The server pings every 15 s: silence of more than two pings is a line that is dead without anybody having said so. */
const longestSilence = 40_000;

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
 * Follows a running turn: folds its events into the state until the turn is closed. Events that are known are dropped. After
 * any other end the stream is opened again behind the last event; when one is missing, or the server refuses the stream, the
 * stored state is loaded first. Gives a function that stops it.
 */
export function followTurn(turnId: string, ports: FollowPorts): () => void {
  const fold = foldWithPaint(ports);
  let stream: EventStream | null = null;
  let lastSeen = 0;
  const over = new AbortController();
  const retries = countRetries(ports.line, over.signal);
  const watch = watchSilence(ports.line, () => void startAgain("stream"));

  function connect() {
    lastSeen = ports.read()?.lastSeq ?? 0;
    const opened = ports.open(`/api/turns/${turnId}/events?after=${lastSeen}`);
    stream = opened;
    const on = hearing(opened, () => stream === opened && watch.again());
    watch.again();
    on("open", () => ports.onConnection(true));
    on("ping", retries.reset);
    for (const name of eventNames) on(name, ({ data }) => take(storedEvent(name, data)));
    on("closed", finish);
    on("server-restart", () => void startAgain("state"));
    on("error", () => void startAgain(opened.readyState === closedState ? "state" : "stream"));
  }

  function take(event: StoredEvent | null) {
    // Something is missing, or not understood.
    if (event === null || event.seq > lastSeen + 1) return void startAgain("state");
    if (event.seq <= lastSeen) return;
    lastSeen = event.seq;
    retries.reset();
    fold.add(event);
  }

  function hangUp() {
    watch.stop();
    stream?.close();
    stream = null;
    fold.flush();
  }

  function finish() {
    hangUp();
    over.abort();
    ports.onConnection(true);
  }

  /** Opens the stream anew after a pause; when events may be missing, behind the state that is stored by then. */
  async function startAgain(behind: "stream" | "state") {
    hangUp();
    ports.onConnection(false);
    do await retries.pause();
    while (!over.signal.aborted && behind === "state" && !(await loadState()));
    if (!over.signal.aborted) connect();
  }

  /** Whether the newest state was told, or is no longer wanted; false = the server was not reached. */
  async function loadState(): Promise<boolean> {
    const turn = await ports.reload().catch(() => "unreached" as const);
    if (over.signal.aborted) return true;
    if (turn === "unreached") return false;
    if (turn) ports.write(turn);
    if (turn?.status !== "running") finish();
    return true;
  }

  // Another network: the old stream may be dead without knowing it.
  ports.line.onWake(() => stream && void startAgain("stream"), over.signal);
  connect();
  return () => {
    hangUp();
    over.abort();
  };
}

/** Listens to a stream as long as `isHeard` says so. */
function hearing(stream: EventStream, isHeard: () => boolean) {
  return (type: string, listener: (event: MessageEvent<string>) => void) =>
    stream.addEventListener(type, (event) => {
      if (isHeard()) listener(event);
    });
}

function countRetries(line: Line, over: AbortSignal) {
  let next = firstRetry;
  return {
    reset: () => {
      next = firstRetry;
    },
    async pause() {
      const milliseconds = next;
      next = Math.min(next * 2, slowestRetry);
      await line.pause(milliseconds, over);
    },
  };
}

function watchSilence(line: Line, onSilence: () => void) {
  let stop = () => {};
  return {
    /** True, for the sake of conditions. */
    again(): true {
      stop();
      stop = line.after(longestSilence, onSilence);
      return true;
    },
    stop: () => stop(),
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
