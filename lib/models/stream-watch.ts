import type { Failure } from "@/lib/core/failure";
import type { ModelRequest } from "@/lib/core/model";
import type { ConnectedProvider } from "./provider";
import { speak } from "./upstream-failure";

/** Longest waits of a call in milliseconds. Only content and reasoning count as progress, comments do not. */
export type StreamTimers = {
  /** Until the response headers, from the start of the call. */
  headersMs: number;
  /** Until the first content or reasoning, from the start of the call. */
  firstTokenMs: number;
  /** Between two pieces of content or reasoning. */
  idleMs: number;
};

const remote: StreamTimers = { headersMs: 60_000, firstTokenMs: 90_000, idleMs: 60_000 };
const reasoningFirstTokenMs = 240_000;
const local: StreamTimers = { headersMs: 600_000, firstTokenMs: 600_000, idleMs: 60_000 };
/** After the finish reason only the usage is still to come. */
const afterFinishMs = 5_000;

/** Searching and reading on the provider's side shows only as comments in the stream. */
const toolsMs = 180_000;

/** The usual timers of a call: local servers may load a model first, reasoning models may think long. */
export function usualTimers(provider: Pick<ConnectedProvider, "kind">, reasons: boolean): StreamTimers {
  if (provider.kind === "local") return local;
  return reasons ? { ...remote, firstTokenMs: reasoningFirstTokenMs } : remote;
}

/** The timers of one call: the usual ones, longer where the provider runs tools in the middle of it. */
export function timersFor(
  provider: Pick<ConnectedProvider, "kind">,
  { reasoningEffort, serverTools }: Pick<ModelRequest, "reasoningEffort" | "serverTools">,
): StreamTimers {
  const timers = usualTimers(provider, reasoningEffort !== null);
  if (!serverTools) return timers;
  return { ...timers, firstTokenMs: Math.max(timers.firstTokenMs, reasoningFirstTokenMs), idleMs: toolsMs };
}

/** Watches one call; its signal closes the connection when a wait was too long or the caller stops. */
export type StreamWatch = {
  signal: AbortSignal;
  /** Why the watch gave up; null = it did not. */
  readonly failure: Failure | null;
  headersArrived(): void;
  progressed(): void;
  finished(): void;
  /** The caller is busy; its time is not the provider's. */
  pause(): void;
  resume(): void;
  close(): void;
};

/** Starts watching; `stop` is the caller's own signal. */
export function watchStream(provider: ConnectedProvider, timers: StreamTimers, stop: AbortSignal): StreamWatch {
  const controller = new AbortController();
  const startedAt = performance.now();
  let stage: keyof StreamTimers = "headersMs";
  let deadline = startedAt + timers.headersMs;
  let pausedAt: number | null = null;
  let failed: Failure | null = null;
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(0, deadline - performance.now()));
  }

  /** Progress only moves the deadline; the timer looks again when the old one has passed. */
  function check(): void {
    timer = undefined;
    if (pausedAt !== null) return;
    if (performance.now() < deadline - 1) return arm();
    failed = timeoutFailure(provider, stage, timers[stage]);
    controller.abort();
  }

  function enter(next: keyof StreamTimers, at: number): void {
    stage = next;
    deadline = at;
    arm();
  }

  const abort = () => controller.abort();
  if (stop.aborted) abort();
  stop.addEventListener("abort", abort, { once: true });
  arm();

  return {
    signal: controller.signal,
    get failure() {
      return failed;
    },
    headersArrived: () => enter("firstTokenMs", startedAt + timers.firstTokenMs),
    progressed() {
      if (stage === "idleMs") deadline = performance.now() + timers.idleMs;
      else enter("idleMs", performance.now() + timers.idleMs);
    },
    finished: () => enter("idleMs", performance.now() + Math.min(timers.idleMs, afterFinishMs)),
    pause() {
      pausedAt = performance.now();
    },
    resume() {
      if (pausedAt === null) return;
      deadline += performance.now() - pausedAt;
      pausedAt = null;
      if (timer === undefined) arm();
    },
    close() {
      clearTimeout(timer);
      stop.removeEventListener("abort", abort);
    },
  };
}

function timeoutFailure(provider: ConnectedProvider, stage: keyof StreamTimers, ms: number): Failure {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const time = seconds === 1 ? "1 second" : `${seconds} seconds`;
  const words = {
    headersMs: `the server did not answer within ${time}.`,
    firstTokenMs: `the model wrote nothing within ${time}.`,
    idleMs: `the model stopped writing for ${time}.`,
  };
  return speak(provider, { code: "timeout", words: words[stage] });
}
