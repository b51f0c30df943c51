import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { citations, emojiText, numberedWords, plainAnswer, reasoningText, refusalText } from "@/e2e/upstream/texts";
import type { ModelRequest } from "@/lib/core/model";
import { collect, requestTo, shortPolicy } from "./fixtures/call";
import { openaiCompatible } from "./openai-compatible";
import type { ConnectedProvider } from "./provider";

const apiKey = "sk-marked-0123456789abcdef";
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
});
afterAll(() => upstream.close());

function openRouter(): ConnectedProvider {
  return { id: "openrouter", label: "OpenRouter", kind: "openrouter", baseUrl: upstream.baseUrl, apiKey };
}

function ask(model: string, more: Partial<ModelRequest> = {}, provider = openRouter()) {
  return collect(openaiCompatible(provider, shortPolicy)(requestTo(model, more)));
}

function lastRequest() {
  const request = upstream.requests.at(-1);
  if (!request) throw new Error("No request arrived.");
  return request;
}

describe("an answer", () => {
  test("comes whole, with usage, cost and the model that really wrote it", async () => {
    const answer = await ask("scripted/plain-a");
    expect(answer.text).toBe(plainAnswer("a"));
    expect(answer.failure).toBeNull();
    expect(answer.finished).toMatchObject({ finish: "stop", resolvedModel: "scripted/plain-a-20261101" });
    expect(answer.finished?.usage).toMatchObject({ completionTokens: 56, cachedTokens: 3, reasoningTokens: 2 });
    expect(answer.finished?.costUsd).toBeCloseTo(0.0000228, 6);
  });

  test.each(["scripted/reasoning", "scripted/reasoning-content"])(
    "of %s keeps reasoning apart from text",
    async (model) => {
      const answer = await ask(model);
      expect(answer).toMatchObject({ reasoning: reasoningText, text: plainAnswer("a"), failure: null });
    },
  );

  test("names each cited page once", async () => {
    expect((await ask("scripted/cited")).citations).toEqual(citations);
  });

  test.each([
    ["scripted/length", "length", plainAnswer("a")],
    ["scripted/refused", "refused", ""],
    ["scripted/refusal-field", "refused", refusalText],
    ["scripted/empty", "stop", ""],
    ["scripted/reasoning-only", "length", ""],
  ])("of %s finishes with %s", async (model, finish, text) => {
    const answer = await ask(model);
    expect(answer.finished?.finish).toBe(finish);
    expect(answer.text).toBe(text);
  });

  test("without usage has unknown usage and unknown cost, not none", async () => {
    expect((await ask("scripted/no-usage")).finished).toMatchObject({ usage: null, costUsd: null });
  });

  test.each(["scripted/usage-early", "scripted/usage-on-finish"])(
    "of %s finds the usage where it is",
    async (model) => {
      const answer = await ask(model);
      expect(answer.text).toBe(emojiText);
      expect(answer.finished?.usage?.promptTokens).toBeGreaterThan(0);
      expect(answer.finished?.costUsd).toBeGreaterThan(0);
    },
  );

  test.each([
    ["scripted/bad-lines", plainAnswer("a")],
    ["scripted/crlf-split", "Grüße aus Köln."],
    ["scripted/emoji-split", emojiText],
    ["scripted/multi-line", emojiText],
    ["scripted/whole-json", emojiText],
    ["scripted/open-after-finish", numberedWords(20)],
  ])("of %s is exact", async (model, text) => {
    expect(await ask(model)).toMatchObject({ text, failure: null });
  });

  test("leaves its connection open for the next call", async () => {
    await ask("scripted/late-end");
    const request = lastRequest();
    await expect.poll(() => request.closedAt).not.toBeNull();
    expect(request.aborted).toBe(false);
  });
});

describe("what is sent", () => {
  test("to OpenRouter carries its dialect and the panel's data policy", async () => {
    await ask("scripted/plain-a", {
      temperature: 0.3,
      reasoningEffort: "high",
      maxOutputTokens: 900,
      dataPolicy: { allowedProviders: [], denyDataCollection: true, zeroRetention: true },
    });
    const { body, headers } = lastRequest();
    expect(body).toEqual({
      model: "scripted/plain-a",
      messages: [{ role: "user", content: "Does water boil?" }],
      stream: true,
      temperature: 0.3,
      max_completion_tokens: 900,
      reasoning: { effort: "high" },
      provider: { data_collection: "deny", zdr: true },
      usage: { include: true },
      session_id: "turn-1",
    });
    expect(headers).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      "x-title": "Parley",
      "x-openrouter-fusion-depth": "1",
    });
    expect(headers["http-referer"]).toBeTruthy();
  });

  test("carries a schema in strict mode, and only to hosts that OpenRouter knows to honour it", async () => {
    const schema = { name: "analysis", schema: { type: "object", properties: {} } };
    await ask("scripted/plain-a", { schema });
    const form = { type: "json_schema", json_schema: { name: "analysis", strict: true, schema: schema.schema } };
    expect(lastRequest().body).toMatchObject({ response_format: form, provider: { require_parameters: true } });
    const dataPolicy = { allowedProviders: [], denyDataCollection: true, zeroRetention: false };
    await ask("scripted/plain-a", { schema, dataPolicy });
    expect(lastRequest().body?.provider).toEqual({ data_collection: "deny", require_parameters: true });
    const baseUrl = `http://127.0.0.1:${upstream.port}/v1/`;
    await ask("scripted/plain-a", { schema }, { id: "x", label: "X", kind: "openai-compatible", baseUrl, apiKey });
    expect(lastRequest().body).toMatchObject({ response_format: form });
    expect(lastRequest().body).not.toHaveProperty("provider");
  });

  test("leaves out what is not set", async () => {
    await ask("scripted/plain-a");
    expect(Object.keys(lastRequest().body ?? {}).toSorted()).toEqual([
      "messages",
      "model",
      "session_id",
      "stream",
      "usage",
    ]);
  });

  test("to any other host has no key that only OpenRouter knows", async () => {
    const baseUrl = `http://127.0.0.1:${upstream.port}/v1/`;
    const plain: ConnectedProvider = { id: "x", label: "X", kind: "openai-compatible", baseUrl, apiKey };
    await ask("scripted/plain-a", { reasoningEffort: "minimal", maxOutputTokens: 50 }, plain);
    const { body, path, headers } = lastRequest();
    expect(path).toBe("/v1/chat/completions");
    expect(body).toEqual({
      model: "scripted/plain-a",
      messages: [{ role: "user", content: "Does water boil?" }],
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 50,
      reasoning_effort: "minimal",
    });
    expect(headers["x-title"]).toBeUndefined();
  });

  test("to a server without a key has no authorization, whatever the environment holds", async () => {
    process.env.OPENAI_API_KEY = "sk-from-the-environment";
    const baseUrl = `http://127.0.0.1:${upstream.port}/v1`;
    const local: ConnectedProvider = { id: "ollama", label: "Ollama", kind: "local", baseUrl, apiKey: null };
    await ask("scripted/plain-a", {}, local);
    expect(lastRequest().headers.authorization).toBeUndefined();
    delete process.env.OPENAI_API_KEY;
    const answer = await ask("scripted/plain-a", { reasoningEffort: "minimal" }, local);
    expect(answer.failure).toBeNull();
    expect(lastRequest().headers.authorization).toBeUndefined();
    expect(lastRequest().body).toMatchObject({ reasoning_effort: "low" });
  });

  test("has no header about this machine or from its environment", async () => {
    process.env.OPENAI_CUSTOM_HEADERS = "x-internal: secret";
    await ask("scripted/plain-a");
    delete process.env.OPENAI_CUSTOM_HEADERS;
    expect(Object.keys(lastRequest().headers).filter((name) => /^x-(stainless|internal)/.test(name))).toEqual([]);
    expect(lastRequest().headers["user-agent"]).toBe("Parley");
  });

  test("always ends with the user's message", async () => {
    const count = upstream.requests.length;
    const messages = [{ role: "assistant" as const, content: "Yes." }];
    expect((await ask("scripted/plain-a", { messages })).failure?.code).toBe("bad_request");
    expect(upstream.requests.length).toBe(count);
  });
});

describe("stopping", () => {
  test.each(["scripted/hang", "scripted/slow", "tokens/100000/100"])(
    "%s closes the upstream's socket",
    async (model) => {
      const control = new AbortController();
      const answer = ask(model, { signal: control.signal });
      await expect.poll(() => lastRequest().model).toBe(model);
      control.abort();
      expect((await answer).failure).toMatchObject({ code: "stopped" });
      await expect.poll(() => lastRequest()).toMatchObject({ aborted: true });
    },
  );

  test("before the call means that nothing is sent", async () => {
    const count = upstream.requests.length;
    expect((await ask("scripted/plain-a", { signal: AbortSignal.abort() })).failure?.code).toBe("stopped");
    expect(upstream.requests.length).toBe(count);
  });

  test("by leaving the loop closes the upstream's socket", async () => {
    for await (const chunk of openaiCompatible(openRouter())(requestTo("scripted/slow"))) {
      if (chunk.type === "text") break;
    }
    await expect.poll(() => lastRequest()).toMatchObject({ model: "scripted/slow", aborted: true });
  });
});
