import type { Failure } from "@/lib/core/failure";
import type { ModelRequest } from "@/lib/core/model";
import type { ConnectedProvider } from "./provider";
import { speak } from "./upstream-failure";
import { type CallTimers, profileOf, type UpstreamPolicy } from "./upstream-policy";

/** The timers of one call: its profile's, longer where the provider runs tools in the middle of it. */
export function timersFor(
  policy: Pick<UpstreamPolicy, "timers" | "serverToolsIdleMs">,
  provider: Pick<ConnectedProvider, "kind">,
  { reasoningEffort, serverTools }: Pick<ModelRequest, "reasoningEffort" | "serverTools">,
): CallTimers {
  const timers = policy.timers[profileOf(provider.kind, reasoningEffort !== null)];
  if (!serverTools) return timers;
  const firstContentMs = Math.max(timers.firstContentMs, policy.timers.reasoning.firstContentMs);
  return { ...timers, firstContentMs, contentIdleMs: policy.serverToolsIdleMs };
}

/** Watches one call; its signal closes the connection when a wait was too long or the caller stops. */
export type StreamWatch = {
  signal: AbortSignal;
  /** Why the watch gave up; null = it did not. */
  readonly failure: Failure | null;
  headersArrived(): void;
  /** Any bytes came. */
  bytesArrived(): void;
  progressed(): void;
  finished(): void;
  /** The caller is busy; its time is not the provider's. */
  pause(): void;
  resume(): void;
  close(): void;
};

type Stage = "headersMs" | "firstContentMs" | "contentIdleMs" | "transportIdleMs";
type Timers = Pick<CallTimers, Stage> & Pick<UpstreamPolicy, "afterFinishMs">;

/** When the current stage, and the quiet of the whole connection, have lasted too long. */
function createDeadlines(timers: Timers) {
  const startedAt = performance.now();
  let stage: Stage = "headersMs";
  let stageEndsAt = startedAt + timers.headersMs;
  let transportEndsAt = Number.POSITIVE_INFINITY;
  return {
    /** From now on, or from the start of the call. */
    enter(next: Stage, ms: number, from: "now" | "start" = "now"): void {
      stage = next;
      stageEndsAt = (from === "start" ? startedAt : performance.now()) + ms;
    },
    /** Any bytes came. */
    touch(): void {
      transportEndsAt = performance.now() + timers.transportIdleMs;
    },
    moveBy(ms: number): void {
      stageEndsAt += ms;
      transportEndsAt += ms;
    },
    leftMs: () => Math.max(0, Math.min(stageEndsAt, transportEndsAt) - performance.now()),
    passed(): Stage | null {
      const now = performance.now() + 1;
      if (now >= stageEndsAt) return stage;
      return now >= transportEndsAt ? "transportIdleMs" : null;
    },
  };
}

/** Starts watching; `stop` is the caller's own signal. */
export function watchStream(provider: ConnectedProvider, timers: Timers, stop: AbortSignal): StreamWatch {
  const controller = new AbortController();
  const deadlines = createDeadlines(timers);
  let pausedAt: number | null = null;
  let failed: Failure | null = null;
  let timer: NodeJS.Timeout | undefined;
  let hasContent = false;

  function arm(): void {
    clearTimeout(timer);
    timer = setTimeout(check, deadlines.leftMs());
  }

  /** Progress only moves the deadlines; the timer looks again when the old one has passed. */
  function check(): void {
    timer = undefined;
    if (pausedAt !== null) return;
    const passed = deadlines.passed();
    if (passed === null) return arm();
    failed = timeoutFailure(provider, passed, timers[passed]);
    controller.abort();
  }

  const stopListening = abortWith(stop, controller);
  arm();

  return {
    signal: controller.signal,
    get failure() {
      return failed;
    },
    headersArrived() {
      deadlines.touch();
      deadlines.enter("firstContentMs", timers.firstContentMs, "start");
      arm();
    },
    bytesArrived: () => deadlines.touch(),
    progressed() {
      deadlines.enter("contentIdleMs", timers.contentIdleMs);
      if (!hasContent) arm();
      hasContent = true;
    },
    finished() {
      deadlines.enter("contentIdleMs", Math.min(timers.contentIdleMs, timers.afterFinishMs));
      arm();
    },
    pause() {
      pausedAt = performance.now();
    },
    resume() {
      if (pausedAt === null) return;
      deadlines.moveBy(performance.now() - pausedAt);
      pausedAt = null;
      if (timer === undefined) arm();
    },
    close() {
      clearTimeout(timer);
      stopListening();
    },
  };
}

/** Aborts the controller with the signal, or at once; gives what ends that. */
function abortWith(stop: AbortSignal, controller: AbortController): () => void {
  const abort = () => controller.abort();
  if (stop.aborted) abort();
  stop.addEventListener("abort", abort, { once: true });
  return () => stop.removeEventListener("abort", abort);
}

function timeoutFailure(provider: ConnectedProvider, stage: Stage, ms: number): Failure {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const time = seconds === 1 ? "1 second" : `${seconds} seconds`;
  const words = {
    headersMs: `the server did not answer within ${time}.`,
    firstContentMs: `the model wrote nothing within ${time}.`,
    contentIdleMs: `the model stopped writing for ${time}.`,
    transportIdleMs: `nothing arrived for ${time}.`,
  };
  return speak(provider, { code: "timeout", words: words[stage] });
}
