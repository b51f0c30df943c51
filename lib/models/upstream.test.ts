import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { plainAnswer } from "@/e2e/upstream/texts";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { collect, requestTo, shortPolicy } from "./fixtures/call";
import { openaiCompatible } from "./openai-compatible";
import type { ConnectedProvider } from "./provider";
import { createUpstream } from "./upstream";
import type { UpstreamPolicy } from "./upstream-policy";

let host: Upstream;
beforeAll(async () => {
  host = await startUpstream({ port: 0 });
});
afterAll(() => host.close());
beforeEach(() => {
  host.requests.length = 0;
});

/** The way to the scripted upstream with a clock that never waits: `slept` holds what it was asked to wait. */
function open(more: Partial<UpstreamPolicy> = {}) {
  const policy = { ...shortPolicy, ...more };
  const time = { now: 1_000_000 };
  const slept: number[] = [];
  const clock = {
    now: () => time.now,
    async sleep(ms: number) {
      slept.push(ms);
      time.now += ms;
    },
  };
  const upstream = createUpstream({ policy, clock, random: () => 0.5 });
  const stream = (request: ModelRequest, changed: Partial<ConnectedProvider> = {}) => {
    const kind = "openrouter" as const;
    const plain = { id: "openrouter", label: "OpenRouter", kind, baseUrl: host.baseUrl, apiKey: "sk-test-12345678" };
    const provider = { ...plain, ...changed };
    return upstream.guarded(provider, openaiCompatible(provider, policy))(request);
  };
  const ask = (model: string, changed: Partial<ConnectedProvider> = {}) => collect(stream(requestTo(model), changed));
  return { upstream, stream, ask, slept, time };
}

async function firstOf(chunks: AsyncIterator<ModelChunk>) {
  const { value } = await chunks.next();
  return value;
}

test("a model that fails half of five requests rests, is tried once, and answers again", async () => {
  const { ask, time, upstream } = open({ retry: { ...shortPolicy.retry, most: 0 } });
  for (let count = 0; count < 5; count += 1) await ask("scripted/500");
  expect(host.requests).toHaveLength(5);
  const refused = await ask("scripted/500");
  expect(host.requests).toHaveLength(5);
  expect(refused.failure?.message).toBe(
    "OpenRouter: Internal server error. Not asked for the next 30 s, because too many requests failed.",
  );
  expect(upstream.snapshot().breakers).toEqual([
    expect.objectContaining({ providerId: "openrouter", model: "scripted/500", state: "open", failed: 5, requests: 5 }),
  ]);
  expect((await ask("scripted/plain-a")).text).toBe(plainAnswer("a"));
  time.now += 30_000;
  await ask("scripted/500");
  await ask("scripted/500");
  expect(host.requests.filter(({ model }) => model === "scripted/500")).toHaveLength(6);
});

test("a model whose breaker is open is asked no second time for the same call", async () => {
  const { ask } = open();
  await ask("scripted/500");
  await ask("scripted/500");
  expect(host.requests).toHaveLength(5);
});

test.each(["401", "402", "403"])(
  "after %s a model is not asked until the provider is changed or tested",
  async (status) => {
    const { ask, time, upstream } = open();
    await ask(`scripted/${status}`);
    time.now += 24 * 60 * 60 * 1000;
    const { failure } = await ask(`scripted/${status}`);
    expect(host.requests).toHaveLength(1);
    expect(failure?.message).toContain("Not asked again until OpenRouter is saved or tested in Settings.");
    expect(upstream.snapshot().breakers[0]).toMatchObject({ state: "locked" });
    upstream.providerChanged("openrouter");
    await ask(`scripted/${status}`);
    await ask(`scripted/${status}`, { apiKey: "sk-another-12345678" });
    expect(host.requests).toHaveLength(3);
  },
);

test("a locked model is asked when a person insists, and only an answer opens it for everybody else", async () => {
  const { upstream, time } = open({ retry: { ...shortPolicy.retry, most: 0 } });
  let says = "402";
  const provider = { id: "openrouter", label: "OpenRouter", kind: "openrouter" as const };
  const connected = { ...provider, baseUrl: host.baseUrl, apiKey: "sk-test-12345678" };
  const send = openaiCompatible(connected, shortPolicy);
  const guarded = upstream.guarded(connected, (request) => send({ ...request, model: `scripted/${says}` }));
  const ask = (insists = false) => collect(guarded({ ...requestTo("scripted/paid"), insists }));
  const state = () => upstream.snapshot().breakers[0]?.state;
  await ask();
  says = "500";
  await ask(true);
  time.now += 24 * 60 * 60 * 1000;
  expect((await ask()).failure?.code).toBe("insufficient_credits");
  expect([state(), host.requests.length]).toEqual(["locked", 2]);
  says = "plain-a";
  expect((await ask(true)).text).toBe(plainAnswer("a"));
  expect((await ask()).text).toBe(plainAnswer("a"));
  expect(host.requests).toHaveLength(4);
});

test("a call beyond the places of its provider waits, says so, and goes out when one is free", async () => {
  const { stream, upstream } = open({ places: { remote: 1, local: 1, total: 2 } });
  const first = stream(requestTo("scripted/slow"))[Symbol.asyncIterator]();
  await firstOf(first);
  const second = stream(requestTo("scripted/plain-a"))[Symbol.asyncIterator]();
  expect(await firstOf(second)).toEqual({ type: "queued", ahead: 0 });
  expect(upstream.snapshot()).toMatchObject({ running: 1, queue: 1 });
  expect(host.requests).toHaveLength(1);
  const other = stream(requestTo("scripted/plain-b"), { id: "other" })[Symbol.asyncIterator]();
  expect(await firstOf(other)).toMatchObject({ type: "text" });
  const next = firstOf(second);
  await other.return?.();
  host.release("scripted/slow");
  while (!(await first.next()).done);
  expect(await next).toEqual({ type: "sent" });
  expect(await firstOf(second)).toMatchObject({ type: "text" });
  await second.return?.();
  expect(upstream.snapshot()).toMatchObject({ running: 0, queue: 0 });
});

test("a call that is stopped while it waits leaves the queue without a request", async () => {
  const { stream, upstream } = open({ places: { remote: 1, local: 1, total: 1 } });
  const first = stream(requestTo("scripted/slow"))[Symbol.asyncIterator]();
  await firstOf(first);
  const stop = new AbortController();
  const waiting = collect(stream(requestTo("scripted/plain-a", { signal: stop.signal })));
  await expect.poll(() => upstream.snapshot().queue).toBe(1);
  stop.abort();
  expect((await waiting).failure?.code).toBe("stopped");
  expect(upstream.snapshot()).toMatchObject({ running: 1, queue: 0 });
  await first.return?.();
  expect(host.requests).toHaveLength(1);
});

test("waits are drawn from a range that doubles, and what the host asks for is never cut short", async () => {
  const { ask, slept } = open({ retry: { most: 2, baseMs: 1000, maxWaitMs: 8000, retryAfterTotalMs: 60_000 } });
  await ask("scripted/503");
  expect(slept).toEqual([500, 1000]);
  slept.length = 0;
  await ask("scripted/429");
  expect(slept).toEqual([1000, 1000]);
});

test("the last failures are kept without keys, newest first", async () => {
  const { ask, upstream } = open();
  await ask("scripted/401-with-key");
  await ask("scripted/400");
  const [newest, oldest] = upstream.snapshot().recentFailures;
  expect(newest).toMatchObject({ model: "scripted/400", code: "bad_request", httpStatus: 400, again: false });
  expect(oldest).toMatchObject({ provider: "OpenRouter", code: "not_authorized" });
  expect(JSON.stringify(upstream.snapshot())).not.toContain("sk-test");
});
