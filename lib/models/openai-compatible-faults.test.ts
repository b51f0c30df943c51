import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { numberedWords } from "@/e2e/upstream/texts";
import type { ProviderKind } from "@/lib/core/model";
import { collect, requestTo, shortPolicy } from "./fixtures/call";
import { openaiCompatible } from "./openai-compatible";
import type { ConnectedProvider } from "./provider";
import { timersFor } from "./stream-watch";
import { usualPolicy } from "./upstream-policy";

const apiKey = "sk-marked-0123456789abcdef";
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
});
afterAll(() => upstream.close());

function ask(model: string, more: Partial<ConnectedProvider> = {}) {
  const provider = {
    id: "openrouter",
    label: "OpenRouter",
    kind: "openrouter" as const,
    baseUrl: upstream.baseUrl,
    apiKey,
  };
  return collect(openaiCompatible({ ...provider, ...more }, shortPolicy)(requestTo(model)));
}

describe("an error before the answer", () => {
  test.each([
    ["scripted/400", "bad_request", "A parameter is wrong."],
    ["scripted/400-context", "context_length", "maximum context length is 8192"],
    ["scripted/401", "not_authorized", "No auth credentials found"],
    ["scripted/402", "insufficient_credits", "Insufficient credits"],
    ["scripted/403", "not_authorized", "may not use this model"],
    ["scripted/404", "unknown_model", "No endpoints found"],
    ["scripted/nobody", "unknown_model", "scripted/nobody is not a valid model ID"],
    ["scripted/408", "timeout", "took too long"],
    ["scripted/413", "context_length", "too large"],
    ["scripted/422", "bad_request", "not well"],
    ["scripted/429", "rate_limited", "Rate limit exceeded"],
    ["scripted/500", "upstream_error", "Internal server error"],
    ["scripted/503", "upstream_error", "overloaded"],
    ["scripted/504", "timeout", "not well"],
    ["scripted/529", "upstream_error", "not well"],
  ])("of %s is %s, in the provider's words, after one request", async (model, code, words) => {
    const count = upstream.requests.length;
    const { failure, text } = await ask(model);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(new RegExp(`^OpenRouter: .*${words}`)) });
    expect(text).toBe("");
    expect(upstream.requests.length).toBe(count + 1);
  });
});

describe("a fault in the middle keeps the words that came", () => {
  test.each([
    ["scripted/error-in-200", "upstream_error", "OpenRouter: The model broke down."],
    ["scripted/choice-error", "upstream_error", "OpenRouter: The model broke down."],
    ["scripted/finish-error", "upstream_error", "OpenRouter: the provider reported an error."],
    ["scripted/no-finish", "incomplete", "OpenRouter: the answer ended without saying that it was finished."],
    ["scripted/done-without-finish", "incomplete", "OpenRouter: the answer ended without saying that it was finished."],
    [
      "scripted/reset-after-20-words",
      "connection_lost",
      "OpenRouter: the connection broke in the middle of the answer.",
    ],
    ["scripted/silent-after-20-words", "timeout", "OpenRouter: the model stopped writing for 1 second."],
  ])("%s is %s", async (model, code, message) => {
    expect(await ask(model)).toMatchObject({ failure: { code, message }, text: numberedWords(20), finished: null });
  });

  test("also when there are many", async () => {
    expect((await ask("scripted/silent-after-200-words")).text).toBe(numberedWords(200));
    expect((await ask("scripted/reset-after-200-words")).text).toBe(numberedWords(200));
  });
});

describe("a provider that gives no answer", () => {
  test.each([
    ["scripted/hang", "the server did not answer"],
    ["scripted/comments-only", "the model wrote nothing"],
  ])("as %s does is left after the time is over, and its socket closed", async (model, words) => {
    const { failure } = await ask(model);
    expect(failure).toMatchObject({ code: "timeout", message: expect.stringContaining(words), retryable: true });
    await expect.poll(() => upstream.requests.at(-1)).toMatchObject({ model, aborted: true });
  });

  test("in-band with a code of its own keeps that code", async () => {
    expect((await ask("scripted/limit-in-200")).failure).toMatchObject({ code: "rate_limited", httpStatus: 429 });
  });

  test("but an error as one whole body keeps its words", async () => {
    const { failure } = await ask("scripted/whole-json-error");
    expect(failure).toMatchObject({ code: "upstream_error", message: "OpenRouter: The model broke down." });
  });

  test.each(["scripted/huge-line", "scripted/endless"])("but %s is cut off as too large", async (model) => {
    const { failure, text } = await ask(model);
    expect(failure?.code).toBe("too_large");
    expect(text.length).toBeLessThan(9_000_000);
    await expect.poll(() => upstream.requests.at(-1)).toMatchObject({ model, aborted: true });
  });

  test("because it is a web page is told apart from a model", async () => {
    expect((await ask("scripted/web-page")).failure?.message).toContain("something else than a model's answer");
  });

  test("because nothing listens there is unreachable", async () => {
    const gone = await startUpstream({ port: 0 });
    await gone.close();
    const { failure } = await ask("scripted/plain-a", { baseUrl: gone.baseUrl });
    expect(failure).toMatchObject({ code: "unreachable", message: "OpenRouter: nothing answers at this address." });
  });

  test("because its name is unknown is unreachable", async () => {
    const { failure } = await ask("scripted/plain-a", { baseUrl: "http://parley-test.invalid/v1" });
    expect(failure?.code).toBe("unreachable");
  });

  test("because it speaks no TLS is unreachable", async () => {
    const { failure } = await ask("scripted/plain-a", { baseUrl: `https://127.0.0.1:${upstream.port}/v1` });
    expect(failure?.code).toBe("unreachable");
  });

  test("because it resets at once has lost the connection", async () => {
    expect((await ask("scripted/reset-at-once")).failure?.code).toBe("connection_lost");
  });
});

describe("the key", () => {
  test("is not sent on when the address redirects", async () => {
    const count = upstream.requests.length;
    const baseUrl = `http://127.0.0.1:${upstream.port}/redirect`;
    const { failure } = await ask("scripted/plain-a", { baseUrl });
    expect(failure).toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("redirects are not followed"),
    });
    expect(upstream.requests.length).toBe(count + 1);
  });

  test.each(["scripted/401-with-key", "scripted/error-with-key"])("that %s repeats is in no failure", async (model) => {
    const { failure } = await ask(model);
    expect(failure?.message).toContain("[key]");
    expect(JSON.stringify(failure)).not.toContain(apiKey);
  });

  test("is hidden in whatever form it has", async () => {
    const odd = 'correct"horse/battery';
    const { failure } = await ask("scripted/401-with-key", { apiKey: odd });
    expect(failure?.message).not.toContain("horse");
  });
});

test("the usual waits are longer for local servers and for models that think first", () => {
  const timersOf = (kind: ProviderKind, reasons: boolean) =>
    timersFor(usualPolicy, { kind }, { reasoningEffort: reasons ? "low" : null });
  const remote = { connectMs: 10_000, headersMs: 60_000, firstContentMs: 90_000, contentIdleMs: 60_000 };
  expect(timersOf("openrouter", false)).toEqual({ ...remote, transportIdleMs: 120_000 });
  expect(timersOf("openai-compatible", true)).toEqual({ ...timersOf("openrouter", false), firstContentMs: 240_000 });
  const local = { ...timersOf("openrouter", false), headersMs: 600_000, firstContentMs: 600_000 };
  expect(timersOf("local", true)).toEqual(local);
  expect(timersOf("local", false)).toEqual(local);
});

test("time the reader of the stream takes is not the provider's silence", async () => {
  const provider = { id: "o", label: "O", kind: "openrouter" as const, baseUrl: upstream.baseUrl, apiKey };
  let text = "";
  const { timers } = shortPolicy;
  const hasty = { ...timers.remote, contentIdleMs: 80, transportIdleMs: 80 };
  const policy = { ...shortPolicy, timers: { ...timers, remote: hasty } };
  for await (const chunk of openaiCompatible(provider, policy)(requestTo("tokens/40/200"))) {
    if (chunk.type !== "text") continue;
    if (text === "") await new Promise((resolve) => setTimeout(resolve, 200));
    text += chunk.text;
  }
  expect(text).toContain("token39");
});
