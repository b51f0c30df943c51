import type { LogRow } from "@/db/event-log";

const pingMilliseconds = 15_000;

/** What a stream says last, as an event without id; null = it just ends, and the reader comes back. */
export type LastWord = "closed" | "server-restart" | null;

/** Rows of a log in batches, until the signal aborts or nothing more can come. */
export type OpenRows = (signal: AbortSignal) => AsyncGenerator<LogRow[], LastWord>;

export type SseOptions = {
  /** Aborts when the reader has left. */
  signal: AbortSignal;
  /** Asked at each ping: whether the reader may still read. */
  isAdmitted(): boolean;
  /** Milliseconds of silence before a ping. */
  pingAfter?: number;
};

/** Rows as server-sent events. Pull-based: a slow reader slows the reading down and costs no memory. */
export function toSseResponse(open: OpenRows, options: SseOptions): Response {
  const left = new AbortController();
  const frames = framesOf(open(AbortSignal.any([options.signal, left.signal])), options);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => left.abort(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function* framesOf(batches: AsyncGenerator<LogRow[], LastWord>, options: SseOptions): AsyncGenerator<string> {
  // At once: the headers leave with the first bytes.
  yield "retry: 1000\n\n";
  let next = batches.next();
  while (true) {
    const result = await orSilence(next, options.pingAfter ?? pingMilliseconds);
    if (result === "silence") {
      if (!options.isAdmitted()) return;
      yield ": ping\n\n";
      continue;
    }
    if (result.done) {
      if (result.value) yield `event: ${result.value}\nretry: 1000\ndata: {}\n\n`;
      return;
    }
    yield result.value.map(frameOf).join("");
    next = batches.next();
  }
}

/** The frame of one row: the stored JSON as it is, with its seq put in front. */
export function frameOf({ seq, type, data }: LogRow): string {
  return `id: ${seq}\nevent: ${type}\ndata: {"seq":${seq},${data.slice(1)}\n\n`;
}

async function orSilence<Value>(value: Promise<Value>, milliseconds: number): Promise<Value | "silence"> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<"silence">((resolve) => {
    timer = setTimeout(resolve, milliseconds, "silence");
  });
  try {
    return await Promise.race([value, silence]);
  } finally {
    clearTimeout(timer);
  }
}
