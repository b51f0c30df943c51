import type { ServerResponse } from "node:http";
import { setImmediate as nextTick } from "node:timers/promises";
import { inputText, type RecordedRequest } from "./request";
import { tokensOf } from "./texts";

const prices = { prompt: 0.1 / 1_000_000, completion: 0.4 / 1_000_000 };

/** One answer to a chat request, written piece by piece in OpenRouter's dialect. */
export type Reply = {
  readonly request: RecordedRequest;
  /** Whether the other side is still there. */
  readonly open: boolean;
  /** Resolves when the other side closed the connection. */
  readonly closed: Promise<void>;
  /** Sends the response headers. */
  begin(contentType?: string): void;
  /** One chunk with this delta. */
  delta(delta: Record<string, unknown>, rest?: Record<string, unknown>): Promise<void>;
  /** One chunk with anything. */
  chunk(fields: Record<string, unknown>): Promise<void>;
  /** The text, one chunk a word. */
  say(text: string): Promise<void>;
  finish(reason: string): Promise<void>;
  usage(fields?: Record<string, unknown>): Record<string, unknown>;
  /** Usage chunk, `[DONE]`, end. */
  close(): Promise<void>;
  /** Any bytes; waits while the other side is not reading. */
  raw(bytes: string | Uint8Array): Promise<void>;
  end(): void;
  /** Breaks the connection with a TCP reset. */
  reset(): void;
  /** An error before the stream. */
  fail(status: number, message: string, more?: { type?: string; headers?: Record<string, string> }): void;
};

/** The reply to one request. */
export function replyTo(request: RecordedRequest, response: ServerResponse): Reply {
  const closed = new Promise<void>((resolve) => {
    response.once("close", () => resolve());
  });
  const base = {
    id: `gen-${request.number}`,
    object: "chat.completion.chunk",
    created: 1_780_000_000,
    model: `${request.model}-20261101`,
    provider: "Scripted",
  };
  let said = 0;

  const raw = writerTo(request, response, closed);
  const chunk = (fields: Record<string, unknown>) => raw(`data: ${JSON.stringify({ ...base, ...fields })}\n\n`);
  const delta = (fields: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
    chunk({ choices: [{ index: 0, delta: fields, finish_reason: null }], ...rest });

  const reply: Reply = {
    request,
    get open() {
      return !response.destroyed;
    },
    closed,
    begin: (contentType = "text/event-stream") => {
      response.writeHead(200, { "content-type": contentType, "cache-control": "no-cache" });
      response.flushHeaders();
    },
    delta,
    chunk,
    async say(text) {
      for (const token of tokensOf(text)) {
        if (response.destroyed) return;
        said += 1;
        await delta({ content: token });
        await nextTick();
      }
    },
    finish: (reason) =>
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason, native_finish_reason: reason }] }),
    usage: (fields = {}) => usageOf(inputText(request.body), said, fields),
    async close() {
      await chunk({ choices: [], usage: reply.usage() });
      await raw("data: [DONE]\n\n");
      response.end();
    },
    raw,
    end: () => void response.end(),
    reset: () => void response.socket?.resetAndDestroy(),
    fail(status, message, more = {}) {
      response.writeHead(status, { "content-type": "application/json", ...more.headers });
      const metadata = more.type ? { metadata: { error_type: more.type } } : {};
      response.end(JSON.stringify({ error: { code: status, message, ...metadata } }));
    },
  };
  return reply;
}

/** Writes, and waits while the other side is not reading. */
function writerTo(request: RecordedRequest, response: ServerResponse, closed: Promise<void>) {
  return async function raw(bytes: string | Uint8Array): Promise<void> {
    if (response.destroyed) return;
    request.sentBytes += Buffer.byteLength(bytes);
    if (response.write(bytes)) return;
    const drained = new Promise<void>((resolve) => {
      response.once("drain", () => resolve());
    });
    await Promise.race([drained, closed]);
  };
}

function usageOf(input: string, completionTokens: number, fields: Record<string, unknown>) {
  const promptTokens = Math.ceil(input.length / 4);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 3 },
    completion_tokens_details: { reasoning_tokens: 2 },
    cost: promptTokens * prices.prompt + completionTokens * prices.completion,
    ...fields,
  };
}
