import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { failureOf } from "@/lib/core/failure";
import { CatalogModel } from "@/lib/core/model";
import { fetchModels } from "./catalog";
import { parseOpenRouterRow } from "./openrouter";
import type { ConnectedProvider } from "./provider";

let upstream: Upstream;
const closers: (() => void)[] = [];
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
});
afterAll(() => upstream.close());
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const never = new AbortController().signal;

function provider(more: Partial<ConnectedProvider> = {}): ConnectedProvider {
  const { baseUrl } = upstream;
  return {
    id: "openrouter",
    label: "OpenRouter",
    kind: "openrouter",
    baseUrl,
    apiKey: "sk-marked-0123456789",
    ...more,
  };
}

function plain(more: Partial<ConnectedProvider> = {}): ConnectedProvider {
  const baseUrl = `http://127.0.0.1:${upstream.port}/v1`;
  return provider({ id: "my-host", label: "My host", kind: "openai-compatible", baseUrl, ...more });
}

async function failureFor(wanted: ConnectedProvider, signal = never) {
  try {
    await fetchModels(wanted, signal);
  } catch (error) {
    return failureOf(error);
  }
  throw new Error("It did not fail.");
}

/** A server with this one handler; gives its address. */
async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return `http://127.0.0.1:${address.port}`;
}

const serveJson = (body: unknown) => serve((_, response) => response.end(JSON.stringify(body)));

describe("OpenRouter's list", () => {
  test("becomes rows with prices per million, context and capabilities", async () => {
    const models = await fetchModels(provider(), never);
    expect(models.find(({ name }) => name === "openrouter:scripted/plain-a")).toEqual({
      name: "openrouter:scripted/plain-a",
      providerId: "openrouter",
      label: "Plain A",
      family: "scripted",
      price: { input: 0.1, output: 0.4 },
      contextTokens: 131_072,
      maxOutputTokens: 32_768,
      capabilities: { tools: true, reasoning: true, images: true, strictJson: true },
      aliasOf: null,
    });
    for (const model of models) expect(CatalogModel.parse(model)).toEqual(model);
  });

  test("tells what an alias means today, and that a router's price is unknown", async () => {
    const models = await fetchModels(provider(), never);
    expect(models.find(({ aliasOf }) => aliasOf !== null)).toMatchObject({
      name: "openrouter:~scripted/plain-latest",
      aliasOf: "scripted/plain-a",
    });
    expect(models.find(({ name }) => name.endsWith("/router"))).toMatchObject({
      price: null,
      contextTokens: null,
      capabilities: { tools: false, images: false },
    });
  });

  test("is public, so a wrong key is noticed at its own place", async () => {
    const failure = await failureFor(provider({ apiKey: "sk-wrong-0123456789" }));
    expect(failure).toMatchObject({ code: "not_authorized", message: "OpenRouter: User not found." });
    expect(await fetchModels(provider({ apiKey: null }), never)).not.toHaveLength(0);
  });

  test("has the price of cached input where the row tells it, and strict JSON only where a schema is honoured", () => {
    const row = (pricing: object, supported_parameters: string[]) =>
      parseOpenRouterRow(
        { id: "a/b", pricing: { prompt: "0.000003", completion: "0", ...pricing }, supported_parameters },
        "o",
      );
    expect(row({ input_cache_read: "0.0000003" }, ["structured_outputs"])).toMatchObject({
      price: { input: 3, output: 0, cachedInput: 0.3 },
      capabilities: { strictJson: true },
    });
    for (const odd of [{}, { input_cache_read: "-1" }, { input_cache_read: null }, { input_cache_read: {} }]) {
      expect(row(odd, ["response_format"])).toMatchObject({ capabilities: { strictJson: false } });
      expect(row(odd, [])?.price).toEqual({ input: 3, output: 0 });
    }
  });

  test("keeps what it can of odd rows and skips what is none", () => {
    const odd = { id: "a/b", pricing: { prompt: "free", completion: "0" }, context_length: "large", architecture: 7 };
    expect(parseOpenRouterRow(odd, "openrouter")).toMatchObject({
      label: "B",
      price: null,
      contextTokens: null,
      capabilities: { tools: null, images: null },
    });
    expect(parseOpenRouterRow({ name: "no id" }, "openrouter")).toBeNull();
    expect(parseOpenRouterRow(null, "openrouter")).toBeNull();
  });
});

describe("the list of another host", () => {
  test("has ids only; the rest is unknown", async () => {
    const [model] = await fetchModels(plain(), never);
    expect(model).toMatchObject({
      name: "my-host:scripted/plain-a",
      label: "Plain A",
      price: null,
      contextTokens: null,
    });
    expect(upstream.requests.at(-1)?.headers.authorization).toBe("Bearer sk-marked-0123456789");
  });

  test("may name the context in its own way, and be a bare array", async () => {
    const rows = [
      { id: "a", max_model_len: 4096 },
      { id: "b", context_window: 8192 },
      { id: "text-embed-1" },
      { id: "a" },
      7,
    ];
    const baseUrl = await serveJson(rows);
    const models = await fetchModels(plain({ baseUrl }), never);
    expect(models.map(({ name, contextTokens }) => [name, contextTokens])).toEqual([
      ["my-host:a", 4096],
      ["my-host:b", 8192],
    ]);
  });

  test("of Ollama leaves out models that cannot chat and asks what the others can", async () => {
    const shown: Record<string, unknown> = {
      "llama3.2:3b": {
        capabilities: ["completion", "tools"],
        parameters: "stop  x\nnum_ctx                        8192",
      },
      "nomic:latest": { capabilities: ["embedding"] },
    };
    const data = [...Object.keys(shown), "odd"].map((id) => ({ id, object: "model", owned_by: "library" }));
    const origin = await serve((request, response) => {
      if (request.url !== "/api/show") response.end(JSON.stringify({ object: "list", data }));
      else request.once("data", (part) => response.end(JSON.stringify(shown[JSON.parse(String(part)).model] ?? {})));
    });
    const local = plain({ id: "ollama", kind: "local", apiKey: null, baseUrl: `${origin}/v1` });
    const models = await fetchModels(local, never);
    expect(models.map(({ label }) => label)).toEqual(["Llama 3.2 3B", "Odd"]);
    expect(models[0]).toMatchObject({
      price: { input: 0, output: 0 },
      contextTokens: 8192,
      capabilities: { tools: true, reasoning: false, images: false, strictJson: null },
    });
    expect(models[1]).toMatchObject({ contextTokens: null, capabilities: { tools: null } });
  });

  test("of an Ollama without models is empty", async () => {
    const baseUrl = await serveJson({ object: "list", data: null });
    expect(await fetchModels(plain({ kind: "local", baseUrl }), never)).toEqual([]);
  });
});

describe("a list that does not come", () => {
  test("because the key is wrong", async () => {
    expect(await failureFor(plain({ apiKey: "sk-wrong-0123456789" }))).toMatchObject({ code: "not_authorized" });
  });

  test("because the address is wrong, says so", async () => {
    const failure = await failureFor(plain({ baseUrl: `http://127.0.0.1:${upstream.port}/nowhere` }));
    expect(failure).toMatchObject({ code: "unreachable", message: expect.stringContaining("usually ends in /v1") });
    const page = await serve((_, response) => response.end("<!doctype html>"));
    expect(await failureFor(plain({ baseUrl: page }))).toMatchObject({ code: "unreachable" });
    const other = await serveJson({ hello: "world" });
    expect(await failureFor(plain({ baseUrl: other }))).toMatchObject({ code: "unreachable" });
  });

  test("because the address redirects, is not fetched elsewhere with the key", async () => {
    const count = upstream.requests.length;
    const failure = await failureFor(plain({ baseUrl: `http://127.0.0.1:${upstream.port}/redirect` }));
    expect(failure).toMatchObject({ code: "unreachable", message: expect.stringContaining("redirects") });
    expect(upstream.requests.length).toBe(count + 1);
  });

  test("because the provider is not well", async () => {
    const busy = await serve((_, response) => response.writeHead(503).end("overloaded"));
    const failure = await failureFor(plain({ baseUrl: busy }));
    expect(failure).toMatchObject({ code: "upstream_error", message: "My host: overloaded", httpStatus: 503 });
  });

  test("because the caller stopped", async () => {
    const control = new AbortController();
    const silent = await serve(() => control.abort());
    expect(await failureFor(plain({ baseUrl: silent }), control.signal)).toMatchObject({ code: "stopped" });
  });

  test("never shows the key", async () => {
    const echo = await serve((request, response) =>
      response.writeHead(400).end(`no: ${request.headers.authorization}`),
    );
    const failure = await failureFor(plain({ baseUrl: echo, apiKey: "marked/key+value" }));
    expect(failure.message).toContain("[key]");
    expect(failure.message).not.toContain("marked");
  });
});
