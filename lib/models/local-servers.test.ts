import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startUpstream } from "@/e2e/upstream/server";
import { findLocalServers, ollamaOrigin, type Probe } from "./local-servers";

const never = new AbortController().signal;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const modelList = { object: "list", data: [{ id: "llama3.2:3b", object: "model" }] };

/** Answers at these addresses only. */
function probeOf(answers: Record<string, unknown>): Probe {
  return async (url) => answers[url] ?? null;
}

/** The ids found when OLLAMA_HOST leads to a real server with this handler. */
async function idsAt(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const found = await findLocalServers({ ollamaHost: `127.0.0.1:${port}`, signal: never });
  return found.filter(({ baseUrl }) => baseUrl.includes(String(port))).map(({ id }) => id);
}

test("servers on the usual ports are found, without a key", async () => {
  const probe = probeOf({
    "http://127.0.0.1:11434/v1/models": { object: "list", data: null },
    "http://127.0.0.1:1234/v1/models": modelList,
    "http://127.0.0.1:8080/v1/models": modelList,
    "http://127.0.0.1:8000/v1/models": modelList,
  });
  const found = await findLocalServers({ ollamaHost: null, signal: never, probe });
  expect(found.map(({ label }) => label)).toEqual(["Ollama", "LM Studio", "llama.cpp", "vLLM"]);
  expect(found[0]).toEqual({
    id: "ollama",
    label: "Ollama",
    kind: "local",
    baseUrl: "http://127.0.0.1:11434/v1",
    apiKey: null,
  });
});

test("a real server is found where OLLAMA_HOST says", async () => {
  const upstream = await startUpstream({ port: 0 });
  closers.push(() => upstream.close());
  const found = await findLocalServers({ ollamaHost: `localhost:${upstream.port}`, signal: never });
  expect(found).toContainEqual(
    expect.objectContaining({ id: "ollama", baseUrl: `http://localhost:${upstream.port}/v1` }),
  );
  expect(upstream.requests[0]).toMatchObject({ path: "/v1/models", method: "GET" });
  expect(upstream.requests[0]?.headers.authorization).toBeUndefined();
});

test.each<[string, RequestListener]>([
  ["a web page", (_, response) => response.end("<!doctype html><title>Hello</title>")],
  ["other JSON", (_, response) => response.end('{"status":"ok"}')],
  ["a list of other things", (_, response) => response.end('{"object":"list","data":[{"title":"x"}]}')],
  ["an error", (_, response) => response.writeHead(404).end(JSON.stringify(modelList))],
  ["a redirect", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/v1/models" }).end()],
  [
    "Parley itself",
    (_, response) => response.end('{"object":"list","data":[{"id":"parley/quality","object":"model"}]}'),
  ],
  ["nothing at all", () => undefined],
])("%s is no model server", async (_, handler) => {
  expect(await idsAt(handler)).toEqual([]);
});

test("a look that is stopped finds nothing and does not fail", async () => {
  expect(await findLocalServers({ ollamaHost: null, signal: AbortSignal.abort() })).toEqual([]);
});

test("two names for one address are one server", async () => {
  const probe = probeOf({ "http://127.0.0.1:8080/v1/models": modelList });
  const found = await findLocalServers({ ollamaHost: "127.0.0.1:8080", signal: never, probe });
  expect(found.map(({ id }) => id)).toEqual(["ollama"]);
});

test.each([
  [null, "http://127.0.0.1:11434"],
  ["", "http://127.0.0.1:11434"],
  ["0.0.0.0", "http://127.0.0.1:11434"],
  ["0.0.0.0:9000", "http://127.0.0.1:9000"],
  ["gpu.lan", "http://gpu.lan:11434"],
  ["gpu.lan:8080", "http://gpu.lan:8080"],
  ["https://gpu.lan", "https://gpu.lan"],
  ["http://gpu.lan:1/", "http://gpu.lan:1"],
  ["[::]:11434", "http://127.0.0.1:11434"],
  ["::::", "http://127.0.0.1:11434"],
])("OLLAMA_HOST %j means %s", (given, origin) => {
  expect(ollamaOrigin(given)).toBe(origin);
});
