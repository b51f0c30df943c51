/** How long an answer may keep its client waiting for a real HTTP status (contract section 13). */
export const statusWaitMs = { stream: 10_000, whole: 15_000 };
/** Between two signs of life. */
const aliveMs = 10_000;

const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** The value if it comes within so many milliseconds; null when it does not. It may still come later. */
export async function within<Value>(value: Promise<Value>, milliseconds: number): Promise<{ value: Value } | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  try {
    return await Promise.race([value.then((found) => ({ value: found })), silence]);
  } finally {
    clearTimeout(timer);
  }
}

type Sent = { headers?: Record<string, string>; onLeft: () => void };

/** Server-sent events with a comment every ten seconds. Pull-based: a slow reader costs no memory. */
export function eventStream(frames: AsyncGenerator<string>, { headers = {}, onLeft }: Sent): Response {
  return new Response(pulled(alive(frames, ": PARLEY PROCESSING\n\n"), onLeft), {
    headers: { ...streamHeaders, ...headers },
  });
}

/** A JSON body that is still being made: empty lines keep the connection open until it is there. */
export function paddedJson(body: Promise<unknown>, { headers = {}, onLeft }: Sent): Response {
  async function* once(): AsyncGenerator<string> {
    yield "\n";
    yield JSON.stringify(await body);
  }
  return new Response(pulled(alive(once(), "\n"), onLeft), {
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}

async function* alive(pieces: AsyncGenerator<string>, sign: string): AsyncGenerator<string> {
  let next = pieces.next();
  while (true) {
    const result = await within(next, aliveMs);
    if (result === null) {
      yield sign;
      continue;
    }
    if (result.value.done) return;
    yield result.value.value;
    next = pieces.next();
  }
}

function pulled(pieces: AsyncGenerator<string>, onLeft: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: onLeft,
  });
}
