import type { ProviderKind } from "@/lib/core/model";

/** Longest waits of one call in milliseconds; content is text, reasoning or a tool's call, never a comment. */
export type CallTimers = {
  /** TCP and TLS. */
  connectMs: number;
  /** Until the response headers, from the start of the call. */
  headersMs: number;
  /** Until the first content, from the start of the call. */
  firstContentMs: number;
  /** Between two pieces of content. */
  contentIdleMs: number;
  /** Between two reads of any bytes at all, once the headers are there. */
  transportIdleMs: number;
};

export type TimerProfile = "remote" | "reasoning" | "local";

/** How Parley calls models: every limit of a call, of its repetition and of how many go at once. */
export type UpstreamPolicy = {
  timers: Readonly<Record<TimerProfile, CallTimers>>;
  /** Tools that the provider runs in the middle of an answer show only as comments: its content may rest so long. */
  serverToolsIdleMs: number;
  /** After the finish reason only the usage is still to come. */
  afterFinishMs: number;
  /** One panelist with all its calls, one judge with all its calls, one turn. */
  actors: { panelistMs: number; judgeMs: number; turnMs: number };
  /** Full jitter: a wait is drawn from 0 to `baseMs` doubled for each try, at most `maxWaitMs`. */
  retry: { most: number; baseMs: number; maxWaitMs: number; retryAfterTotalMs: number };
  /** Opens when `requests` or more ended within `windowMs` and that share of them failed; one trial after `pauseMs`. */
  breaker: { requests: number; failedShare: number; windowMs: number; pauseMs: number };
  /** Calls at once: to one provider, by its kind, and to all together. */
  places: { remote: number; local: number; total: number };
  caps: {
    lineCharacters: number;
    /** Text, reasoning and tool calls of one call. */
    answerCharacters: number;
    /** Thinking, often encrypted, that the host wants to see again. */
    replayCharacters: number;
    /** Everything a host sends for one call, comments included. */
    totalBytes: number;
    errorBytes: number;
  };
  /** An answer whose last so many characters are one text over and over is cut off. */
  repetition: { characters: number; longestUnit: number };
};

const minute = 60_000;
const remote: CallTimers = {
  connectMs: 10_000,
  headersMs: minute,
  firstContentMs: 90_000,
  contentIdleMs: minute,
  transportIdleMs: 2 * minute,
};

/**
 * The figures of a normal installation. Timers, tries and the breaker are those of faults.md section 4. Places: a remote
 * provider takes fifty panels of eight at once; a local server works on about four requests and lets the rest wait
 * inside, where their timers would run. Caps: the largest models write half a million characters, and a token takes a
 * hundred times its own size on the wire.
 */
export const usualPolicy: UpstreamPolicy = {
  timers: {
    remote,
    reasoning: { ...remote, firstContentMs: 4 * minute },
    local: { ...remote, headersMs: 10 * minute, firstContentMs: 10 * minute },
  },
  serverToolsIdleMs: 3 * minute,
  afterFinishMs: 5_000,
  actors: { panelistMs: 15 * minute, judgeMs: 5 * minute, turnMs: 25 * minute },
  retry: { most: 2, baseMs: 1_000, maxWaitMs: 8_000, retryAfterTotalMs: minute },
  breaker: { requests: 5, failedShare: 0.5, windowMs: minute, pauseMs: 30_000 },
  places: { remote: 512, local: 4, total: 1024 },
  caps: {
    lineCharacters: 1_000_000,
    answerCharacters: 2_000_000,
    replayCharacters: 8_000_000,
    totalBytes: 256 * 1024 * 1024,
    errorBytes: 64 * 1024,
  },
  repetition: { characters: 6_000, longestUnit: 1_500 },
};

/** Which waits a provider's model gets: local servers may load a model first, reasoning models may think long. */
export function profileOf(kind: ProviderKind, reasons: boolean): TimerProfile {
  if (kind === "local") return "local";
  return reasons ? "reasoning" : "remote";
}
