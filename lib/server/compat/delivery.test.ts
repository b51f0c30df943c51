import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { container } from "@/lib/server/container";
import { framesOf, openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

/** Errors, clients that leave, requests that come again. */

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  const judge = { model: "openrouter:scripted/judge" };
  const panel = (name: string, ...models: string[]) =>
    world.savePanel({ name, panelists: models.map((model) => ({ model: `openrouter:scripted/${model}` })), judge });
  panel("Half", "plain-a", "401");
  panel("None", "401", "402");
  panel("Broken", "401", "404");
  panel("Twins", "plain-a", "plain-a");
  world.savePanel({
    name: "Prose",
    panelists: [{ model: "openrouter:scripted/plain-a" }, { model: "openrouter:scripted/plain-b" }],
    judge: { model: "openrouter:scripted/judge-prose" },
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const messages = [{ role: "user", content: "Which is it?" }];
const chats = () => world.upstream.requests.filter(({ path }) => path.endsWith("/chat/completions"));

test("a panelist that fails is named, and the rest answers", async () => {
  const { fusion } = await (await world.post({ model: "parley/half", messages })).json();
  expect(fusion).toMatchObject({
    status: "ok",
    degraded: true,
    failed_models: [
      { model: "scripted/401", panelist_id: "p2", status_code: 401, error: expect.stringContaining("OpenRouter") },
    ],
  });
});

test("equal panelists are told apart by their ids", async () => {
  const body = { model: "parley/twins", messages, plugins: [{ id: "fusion", expose_panel: true }] };
  const { fusion } = await (await world.post(body)).json();
  expect(fusion.responses).toMatchObject([
    { model: "scripted/plain-a", panelist_id: "p1" },
    { model: "scripted/plain-a", panelist_id: "p2" },
  ]);
});

test("a judge that fails leaves the answer and its reason, without an analysis", async () => {
  const { fusion, choices } = await (await world.post({ model: "parley/prose", messages })).json();
  expect(choices[0].finish_reason).toBe("stop");
  expect(fusion).toMatchObject({ status: "ok", failure_reason: "judge_not_valid_json" });
  expect(fusion).not.toHaveProperty("analysis");
});

test.each([
  ["parley/none", 402, "insufficient_credits"],
  ["parley/broken", 502, "all_panels_failed"],
])("%s without any answer is a real status and its reason", async (model, status, reason) => {
  const response = await world.post({ model, messages });
  expect(response.status).toBe(status);
  expect((await response.json()).error.metadata.failure_reason).toBe(reason);
});

test("an error in the middle of a stream is a chunk, and the stream still ends", async () => {
  const body = { model: "openrouter:scripted/reset-after-20-words", messages, stream: true };
  const response = await world.post(body);
  expect(response.status).toBe(200);
  const { chunks, isDone } = await framesOf(response);
  expect(isDone).toBe(true);
  expect(chunks.at(-2)).toMatchObject({ error: { code: 502 }, choices: [{ finish_reason: "error" }] });
});

test("without a stream the same is a body with what was written", async () => {
  const response = await world.post({ model: "openrouter:scripted/reset-after-20-words", messages });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ error: { code: 502 }, choices: [{ finish_reason: "error" }] });
});

test("the depth header makes one model answer, and every call carries it on", async () => {
  const body = { model: "parley/twins", messages };
  const { fusion } = await (await world.post(body, { "x-openrouter-fusion-depth": "1" })).json();
  expect(fusion).toBeUndefined();
  expect(chats().map(({ model, headers }) => [model, headers["x-openrouter-fusion-depth"]])).toEqual([
    ["scripted/judge", "1"],
  ]);
});

test.each([["openrouter/fusion"], ["parley/twins"], ["openrouter:openrouter/fusion-flash"]])(
  "%s cannot sit on a panel",
  async (alias) => {
    const plugins = [{ id: "fusion", analysis_models: ["scripted/plain-a", alias] }];
    const response = await world.post({ model: "parley/twins", messages, plugins });
    expect(response.status).toBe(400);
    expect((await response.json()).error.param).toBe("plugins[].analysis_models[1]");
  },
);

/** A stream that has begun to be written, and the way to leave it. */
async function begun(more: Record<string, string> = {}) {
  const left = new AbortController();
  const body = { model: "openrouter:scripted/slow", messages, stream: true };
  const response = await world.post(body, more, left.signal);
  const reader = response.body?.getReader();
  await reader?.read();
  const turnId = response.headers.get("x-parley-turn") ?? "";
  return { turnId, leave: () => left.abort(), reader };
}

async function endOf(turnId: string) {
  for await (const rows of container().follow(turnId, 0, new AbortController().signal)) void rows;
  return container().turns.state(turnId).status;
}

test("a client that leaves ends its turn and the call of the provider", async () => {
  const { turnId, leave } = await begun();
  leave();
  expect(await endOf(turnId)).toBe("stopped");
  await expect.poll(() => chats()[0]?.aborted).toBe(true);
});

test("a client with a key may leave: its turn goes on, and the same key gives its answer", async () => {
  const key = { "idempotency-key": "once" };
  const { turnId, leave } = await begun(key);
  leave();
  world.upstream.release("scripted/slow");
  expect(await endOf(turnId)).toBe("done");
  const again = await world.post({ model: "openrouter:scripted/slow", messages, stream: true }, key);
  expect(again.headers.get("x-parley-turn")).toBe(turnId);
  expect((await framesOf(again)).isDone).toBe(true);
  expect(chats()).toHaveLength(1);
  const other = await world.post({ model: "openrouter:scripted/plain-a", messages }, key);
  expect(other.status).toBe(409);
});

test("a client that says it repeats gets the turn that is there; another one that asks the same does not", async () => {
  const body = { model: "openrouter:scripted/plain-a", messages, seed: 99 };
  const first = await world.post(body);
  const retry = await world.post(body, { "x-stainless-retry-count": "1" });
  const other = await world.post(body);
  const turns = [first, retry, other].map(({ headers }) => headers.get("x-parley-turn"));
  expect(turns[1]).toBe(turns[0]);
  expect(turns[2]).not.toBe(turns[0]);
});

test("a request without a key, or from a page of another site, is turned away", async () => {
  const keyless = await world.post({ model: "parley/twins", messages }, { authorization: "" });
  expect([keyless.status, (await keyless.json()).error.metadata.error_type]).toEqual([401, "authentication"]);
  const foreign = await world.post({ model: "parley/twins", messages }, { origin: "https://elsewhere.example" });
  expect([foreign.status, (await foreign.json()).error.metadata.error_type]).toEqual([403, "permission_denied"]);
});
