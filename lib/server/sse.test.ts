import { expect, test } from "vitest";
import type { LogRow } from "@/db/event-log";
import { frameOf, type LastWord, type OpenRows, toSseResponse } from "./sse";

const row = (seq: number, event: object): LogRow => ({ seq, type: "answer-delta", data: JSON.stringify(event) });
const never = new AbortController().signal;

function opened(batches: readonly LogRow[][], last: LastWord): OpenRows {
  return async function* rows() {
    yield* batches;
    return last;
  };
}

test("a frame is id, event and the stored JSON with its seq; text cannot forge a second one", () => {
  const frame = frameOf(row(7, { type: "answer-delta", text: "a\n\nid: 8\nevent: turn-ended\r\n" }));
  expect(frame.split("\n")).toHaveLength(5);
  const [id, event, data] = frame.split("\n");
  expect([id, event]).toEqual(["id: 7", "event: answer-delta"]);
  expect(JSON.parse(data?.slice("data: ".length) ?? "")).toEqual({
    seq: 7,
    type: "answer-delta",
    text: "a\n\nid: 8\nevent: turn-ended\r\n",
  });
});

test("a stream begins with the retry time, gives the rows and says closed without an id", async () => {
  const rows = [row(1, { type: "a" }), row(2, { type: "b" })];
  const response = toSseResponse(opened([rows], "closed"), { signal: never, isAdmitted: () => true });
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  const frames = (await response.text()).split("\n\n");
  expect(frames[0]).toBe("retry: 1000");
  expect(frames.slice(1, 3).map((frame) => frame.split("\n")[0])).toEqual(["id: 1", "id: 2"]);
  expect(frames[3]).toBe("event: closed\nretry: 1000\ndata: {}");
});

test("the first bytes come before the first row", async () => {
  const response = toSseResponse(waiting, { signal: never, isAdmitted: () => true });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toBe("retry: 1000\n\n");
  await reader?.cancel();
});

test("silence is filled with pings, and a reader who may no longer read is cut off there", async () => {
  const ping = ": ping\nevent: ping\ndata: {}\n\n";
  let asked = 0;
  const isAdmitted = () => ++asked < 3;
  const response = toSseResponse(waiting, { signal: never, isAdmitted, pingEvery: 1 });
  expect(await response.text()).toBe(`retry: 1000\n\n${ping}${ping}`);
});

test("a stream that is never silent checks access too: whoever is locked out gets no more", async () => {
  let ended = false;
  async function* busy(): AsyncGenerator<LogRow[], LastWord> {
    try {
      for (let seq = 1; seq < 200_000; seq += 1) yield [row(seq, { type: "a" })];
      return "closed";
    } finally {
      ended = true;
    }
  }
  const response = toSseResponse(busy, { signal: never, isAdmitted: () => false, pingEvery: 1 });
  expect(await response.text()).not.toContain("event: closed");
  expect(ended).toBe(true);
});

test("a reader who does not read stops the reading of the log", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<LogRow[], LastWord> {
    while (true) yield [row(++given, { type: "a" })];
  }
  const response = toSseResponse(endless, { signal: never, isAdmitted: () => true });
  const reader = response.body?.getReader();
  for (let read = 0; read < 5; read += 1) await reader?.read();
  await new Promise((resolve) => setImmediate(resolve));
  expect(given).toBeLessThan(10);
  await reader?.cancel();
});

test("leaving ends the following", async () => {
  const following = Promise.withResolvers<void>();
  const left = Promise.withResolvers<string>();
  const response = toSseResponse(
    async function* rows(signal) {
      following.resolve();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      left.resolve("left");
      yield [];
      return null;
    },
    { signal: never, isAdmitted: () => true },
  );
  const reader = response.body?.getReader();
  await reader?.read();
  void reader?.read();
  await following.promise;
  await reader?.cancel();
  expect(await left.promise).toBe("left");
});

test("whoever leaves between two frames leaves nothing behind, however the leaving is told", async () => {
  for (const how of ["cancel", "signal"] as const) {
    const leaving = new AbortController();
    const ended = Promise.withResolvers<string>();
    async function* rows(): AsyncGenerator<LogRow[], LastWord> {
      try {
        while (true) yield [row(1, { type: "a" })];
      } finally {
        ended.resolve("ended");
      }
    }
    const response = toSseResponse(rows, { signal: leaving.signal, isAdmitted: () => true });
    const reader = response.body?.getReader();
    for (let read = 0; read < 3; read += 1) await reader?.read();
    if (how === "cancel") await reader?.cancel();
    else leaving.abort();
    expect(await ended.promise).toBe("ended");
  }
});

/** Rows that come only when the reader leaves: none. */
async function* waiting(signal: AbortSignal): AsyncGenerator<LogRow[], LastWord> {
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  yield* [];
  return null;
}
