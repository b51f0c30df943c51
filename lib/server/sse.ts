import type { LogRow } from "@/db/event-log";

const pingMilliseconds = 15_000;
/** The comment keeps proxies from giving up; the event, without an id, tells a browser that its line is alive. */
const ping = ": ping\nevent: ping\ndata: {}\n\n";

/** What a stream says last, as an event without id; null = it just ends, and the reader comes back. */
export type LastWord = "closed" | "server-restart" | null;

/** Rows of a log in batches, until the signal aborts or nothing more can come. */
export type OpenRows = (signal: AbortSignal) => AsyncGenerator<LogRow[], LastWord>;

export type SseOptions = {
  /** Aborts when the reader has left. */
  signal: AbortSignal;
  /** Asked with each ping, and before the first rows after a stall: whether the reader may still read. */
  isAdmitted(): boolean;
  /** Milliseconds between pings. */
  pingEvery?: number;
};

/** Rows as server-sent events. Pull-based: a slow reader slows the reading down and costs one batch of rows. */
export function toSseResponse(open: OpenRows, options: SseOptions): Response {
  const left = new AbortController();
  const frames = framesOf(open, left, options);
  const encoder = new TextEncoder();
  // The signal wakes what waits; what is paused between two frames can only be ended by `return`.
  const end = () => {
    left.abort();
    void frames.return();
  };
  options.signal.addEventListener("abort", end, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (!done) return controller.enqueue(encoder.encode(value));
      options.signal.removeEventListener("abort", end);
      controller.close();
    },
    cancel: end,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compression and proxies would hold frames back until they have enough of them.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function* framesOf(open: OpenRows, left: AbortController, options: SseOptions): AsyncGenerator<string, void> {
  const batches = open(AbortSignal.any([options.signal, left.signal]));
  const every = options.pingEvery ?? pingMilliseconds;
  try {
    // At once: the headers leave with the first bytes.
    yield "retry: 1000\n\n";
    let pingAt = performance.now() + every;
    let next = batches.next();
    while (true) {
      const result = await beforePing(next, pingAt - performance.now());
      if (result === "ping") {
        if (!options.isAdmitted()) return;
        pingAt = performance.now() + every;
        yield ping;
        continue;
      }
      if (result.done) {
        if (result.value) yield `event: ${result.value}\nretry: 1000\ndata: {}\n\n`;
        return;
      }
      yield result.value.map(frameOf).join("");
      next = batches.next();
    }
  } finally {
    left.abort();
    await batches.return(null);
  }
}

/** The frame of one row: the stored JSON as it is, with its seq put in front. */
export function frameOf({ seq, type, data }: LogRow): string {
  return `id: ${seq}\nevent: ${type}\ndata: {"seq":${seq},${data.slice(1)}\n\n`;
}

/** The value, or "ping" when it is not there in time: also when it is there and the time is over already. */
async function beforePing<Value>(value: Promise<Value>, milliseconds: number): Promise<Value | "ping"> {
  if (milliseconds <= 0) return "ping";
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<"ping">((resolve) => {
    timer = setTimeout(resolve, milliseconds, "ping");
  });
  try {
    return await Promise.race([value, over]);
  } finally {
    clearTimeout(timer);
  }
}
