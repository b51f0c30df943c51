import { setImmediate as nextTick, setTimeout as wait } from "node:timers/promises";
import type { Reply } from "./reply";
import { emojiText, numberedWords, plainAnswer } from "./texts";

type Fault = (reply: Reply) => Promise<void> | void;

const event = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}`;
const finishEvent = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}`;

async function sayWords(reply: Reply, count: number): Promise<void> {
  reply.begin();
  await reply.say(numberedWords(count));
}

/** Writes each byte on its own. */
async function writeBytes(reply: Reply, bytes: Uint8Array): Promise<void> {
  for (const byte of bytes) {
    await reply.raw(Uint8Array.of(byte));
    await nextTick();
  }
  reply.end();
}

const overloaded = { code: 502, message: "The model broke down.", metadata: { error_type: "provider_unavailable" } };
const megabyte = "x".repeat(1_000_000);

/** Models that misbehave, by name (without `scripted/`). */
export const faults: Readonly<Record<string, Fault>> = {
  "400-context": (reply) =>
    reply.fail(
      400,
      "This endpoint's maximum context length is 8192 tokens. However, you requested about 9000 tokens.",
      { type: "context_length_exceeded" },
    ),
  /** Wants to be left alone for an hour. */
  "429-far": (reply) =>
    reply.fail(429, "Daily limit reached.", { type: "rate_limit_exceeded", headers: { "retry-after": "3600" } }),
  /** Says one sentence again and again, as fast as it is read. */
  async loops(reply) {
    await sayWords(reply, 200);
    while (reply.open) await reply.delta({ content: " And so it is, as was said before." });
  },
  /** An error that repeats the key it was called with. */
  "401-with-key": (reply) =>
    reply.fail(401, `Incorrect API key provided: ${reply.request.headers.authorization ?? ""} is unknown.`),
  /** The same after some words, inside the stream. */
  async "error-with-key"(reply) {
    await sayWords(reply, 3);
    const message = `Key ${(reply.request.headers.authorization ?? "").replace("Bearer ", "")} was withdrawn.`;
    await reply.chunk({ error: { message }, choices: [] });
    reply.end();
  },
  hang: () => undefined,
  /** Its whole output went into something that is not sent. */
  async "length-empty"(reply) {
    reply.begin();
    await reply.finish("length");
    await reply.close();
  },
  async "silent-after-20-words"(reply) {
    await sayWords(reply, 20);
  },
  async "silent-after-200-words"(reply) {
    await sayWords(reply, 200);
  },
  async "reset-after-20-words"(reply) {
    await sayWords(reply, 20);
    // The words must have left before the reset throws away what is still in the socket.
    await wait(50);
    reply.reset();
  },
  async "reset-after-200-words"(reply) {
    await sayWords(reply, 200);
    await wait(50);
    reply.reset();
  },
  "reset-at-once": (reply) => reply.reset(),
  async "error-in-200"(reply) {
    await sayWords(reply, 20);
    await reply.chunk({
      error: overloaded,
      choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
    });
    reply.end();
  },
  async "limit-in-200"(reply) {
    reply.begin();
    await reply.raw(`event: error\ndata: ${JSON.stringify({ code: "429", message: "Too many requests." })}\n\n`);
    reply.end();
  },
  async "choice-error"(reply) {
    await sayWords(reply, 20);
    await reply.chunk({ choices: [{ index: 0, delta: {}, finish_reason: "error", error: overloaded }] });
    reply.end();
  },
  async "finish-error"(reply) {
    await sayWords(reply, 20);
    await reply.finish("error");
    await reply.close();
  },
  async "no-finish"(reply) {
    await sayWords(reply, 20);
    reply.end();
  },
  async "done-without-finish"(reply) {
    await sayWords(reply, 20);
    await reply.close();
  },
  /** Says that it is finished and then neither sends the usage nor closes. */
  async "open-after-finish"(reply) {
    await sayWords(reply, 20);
    await reply.finish("stop");
  },
  /** The end mark, and a moment later the end. */
  async "late-end"(reply) {
    reply.begin();
    await reply.say(numberedWords(3));
    await reply.finish("stop");
    await reply.raw("data: [DONE]\n\n");
    await wait(40);
    reply.end();
  },
  async "bad-lines"(reply) {
    reply.begin();
    for (const word of plainAnswer("a").match(/\s*\S+/g) ?? []) {
      await reply.raw(
        `data: {oops\n\ndata: not json\n\ndata: {"choices":[{"delta":{"content":"cut\n\ndata: 7\n\nid: 3\n\n`,
      );
      await reply.delta({ content: word });
    }
    await reply.finish("stop");
    await reply.close();
  },
  async "crlf-split"(reply) {
    reply.begin();
    const lines = [
      "\uFEFF: hello",
      "",
      event("Grüße "),
      "",
      `${event("aus Köln.")}`,
      "",
      finishEvent,
      "",
      "data: [DONE]",
      "",
    ];
    await writeBytes(reply, Buffer.from(`${lines.join("\r\n")}\r\n`));
  },
  async "emoji-split"(reply) {
    reply.begin();
    await writeBytes(reply, Buffer.from(`${event(emojiText)}\n\n${finishEvent}\n\ndata: [DONE]\n\n`));
  },
  async "multi-line"(reply) {
    reply.begin();
    const lines = JSON.stringify({ choices: [{ index: 0, delta: { content: emojiText } }] }, null, 2).split("\n");
    await reply.raw(`${lines.map((line) => `data: ${line}`).join("\n")}\n\n${finishEvent}\n\ndata: [DONE]\n\n`);
    reply.end();
  },
  async "comments-only"(reply) {
    reply.begin();
    while (reply.open) {
      await reply.raw(": OPENROUTER PROCESSING\n\n");
      reply.request.sentAt.push(Date.now());
      await wait(10);
    }
  },
  /** 50 MB in one line. */
  async "huge-line"(reply) {
    reply.begin();
    await reply.raw('data: {"choices":[{"delta":{"content":"');
    for (let sent = 0; sent < 50 && reply.open; sent += 1) await reply.raw(megabyte);
    reply.end();
  },
  async endless(reply) {
    reply.begin();
    const words = event(numberedWords(6000));
    while (reply.open) await reply.raw(`${words}\n\n`);
  },
  async "whole-json"(reply) {
    reply.begin("application/json");
    const choice = { index: 0, message: { role: "assistant", content: emojiText }, finish_reason: "stop" };
    await reply.raw(
      `\n\n  ${JSON.stringify({ model: "scripted/whole", choices: [choice], usage: reply.usage() }, null, 2)}`,
    );
    reply.end();
  },
  async "whole-json-error"(reply) {
    reply.begin("application/json");
    await reply.raw(`\n \n${JSON.stringify({ error: overloaded })}`);
    reply.end();
  },
  "web-page": async (reply) => {
    reply.begin("text/html; charset=utf-8");
    await reply.raw("<!doctype html><title>Welcome</title>");
    reply.end();
  },
};
