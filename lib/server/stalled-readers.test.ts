import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import type { LogRow } from "@/db/event-log";
import type { LastWord } from "./sse";
import { toSseResponse } from "./sse";
import { dropStalledReaders } from "./stalled-readers";

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  endings.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  );
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A server has a port.");
  return address.port;
}

/** Short, so that the test need not wait for a minute; nothing depends on how long it is. */
function dropping() {
  const dropped = Promise.withResolvers<string>();
  endings.push(dropStalledReaders({ longest: 50, onDropped: () => dropped.resolve("dropped") }));
  return dropped.promise;
}

const row: LogRow = { seq: 1, type: "answer-delta", data: JSON.stringify({ text: "x".repeat(60_000) }) };

test("a reader of an endless stream that reads no more is dropped, and costs a few megabytes until then", async () => {
  const dropped = dropping();
  const ended = Promise.withResolvers<string>();
  let given = 0;
  async function* endless(): AsyncGenerator<LogRow[], LastWord> {
    try {
      while (true) {
        given += 1;
        yield [row];
      }
    } finally {
      ended.resolve("ended");
    }
  }
  const port = await serve((_request, response) => {
    const { body } = toSseResponse(endless, { signal: new AbortController().signal, isAdmitted: () => true });
    if (!body) throw new Error("A stream has a body.");
    const source = Readable.from(body, { objectMode: false });
    response.once("close", () => source.destroy());
    source.pipe(response);
  });
  const reader = connect(port, "127.0.0.1");
  reader.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(reader, "readable");
  expect(await Promise.all([dropped, ended.promise])).toEqual(["dropped", "ended"]);
  // What the two kernels hold, and a batch or two of ours.
  expect(given * row.data.length).toBeLessThan(32 * 1024 * 1024);
  reader.destroy();
});

test("a reader for whom nothing is waiting stays, however long it is silent", async () => {
  const dropped = dropping();
  let sayMore = () => {};
  const isIdle = Promise.withResolvers<void>();
  const port = await serve((_request, response) => {
    response.write("first");
    response.once("timeout", isIdle.resolve);
    sayMore = () => response.end("last");
  });
  const response = fetch(`http://127.0.0.1:${port}`);
  await isIdle.promise;
  sayMore();
  const text = (await response).text();
  expect(await Promise.race([dropped, text])).toBe("firstlast");
});
