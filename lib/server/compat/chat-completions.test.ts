import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { container } from "@/lib/server/container";
import { framesOf, openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  world.savePanel({
    name: "Pair",
    panelists: [{ model: "openrouter:scripted/plain-a" }, { model: "openrouter:scripted/plain-b" }],
    judge: { model: "openrouter:scripted/judge" },
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const question = [{ role: "user" as const, content: "Which is it?" }];

test("a saved panel answers as a model, with what it found", async () => {
  const response = await world.post({ model: "parley/pair", messages: question });
  const body = await response.json();
  expect(response.status).toBe(200);
  expect(body).toMatchObject({
    object: "chat.completion",
    model: "scripted/judge-20261101",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant" } }],
    fusion: { status: "ok", analysis: { consensus: [expect.any(String)] }, claims: [{ id: "c1" }, {}, {}, {}] },
  });
  expect(body.choices[0].message.content).toBe(
    "The panel answers as follows. Finding 1 of the panel holds. Finding 2 of the panel holds. Finding 3 of the panel holds. Finding 4 of the panel holds. Nothing else needs deciding.",
  );
  expect(body.error).toBeUndefined();
  expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
  const parts = body.usage.stages.reduce((sum: number, stage: { total_tokens: number }) => sum + stage.total_tokens, 0);
  expect(parts).toBe(body.usage.total_tokens);
});

test("a streamed panel answers in chunks, with usage once and a last line", async () => {
  const { chunks, isDone } = await framesOf(
    await world.post({ model: "parley/pair", messages: question, stream: true }),
  );
  expect(isDone).toBe(true);
  expect(chunks.filter((chunk) => typeof chunk === "object" && chunk !== null && "usage" in chunk)).toHaveLength(1);
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { final: {} }, fusion: { status: "ok" } });
  expect(JSON.stringify(chunks)).not.toContain('"error"');
});

test("the official client reads plain and streamed answers, and usage without a choice", async () => {
  const client = world.openai();
  const plain = await client.chat.completions.create({ model: "parley/pair", messages: question });
  const stream = await client.chat.completions.create({ model: "parley/pair", messages: question, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toBe(plain.choices[0]?.message.content);
});

test("a connected model is passed through as it is", async () => {
  const messages = [{ role: "system", content: "Be brief." }, ...question];
  const response = await world.post({
    model: "scripted/plain-a",
    messages,
    temperature: 0.3,
    seed: 7,
    stop: ["END"],
    max_tokens: 50,
  });
  const body = await response.json();
  expect(body.choices[0].finish_reason).toBe("stop");
  expect(body.fusion).toBeUndefined();
  const [request] = world.upstream.requests;
  expect(request?.body).toMatchObject({
    model: "scripted/plain-a",
    messages,
    temperature: 0.3,
    seed: 7,
    stop: ["END"],
    max_completion_tokens: 50,
  });
  expect(request?.body).not.toHaveProperty("tools");
});

test.each([
  ["length-empty", "length"],
  ["reasoning-only", "length"],
  ["length", "length"],
  ["empty", "stop"],
])("a model that ends as %s has the finish reason %s", async (model, finish) => {
  const response = await world.post({ model: `openrouter:scripted/${model}`, messages: question });
  expect(response.status).toBe(200);
  expect((await response.json()).choices).toMatchObject([{ finish_reason: finish }]);
});

test("a failure before the first byte has a real status, and its turn says why", async () => {
  const response = await world.post({ model: "openrouter:scripted/402", messages: question, stream: true });
  expect(response.status).toBe(402);
  expect(await response.json()).toMatchObject({ error: { code: 402, metadata: { error_type: "payment_required" } } });
});

test("every request is a turn in a conversation with the name of its client", async () => {
  await world.post({ model: "scripted/plain-a", messages: question }, { "x-title": "Editor" });
  const listed = container()
    .conversations.list({})
    .conversations.find(({ title }) => title === "Editor");
  expect(listed && container().conversations.view(listed.id).turns).toMatchObject([
    { mode: "solo", question: "Which is it?" },
  ]);
});

test("pages that a model names beside its answer stand for all of it, plain and streamed", async () => {
  const plain = await (await world.post({ model: "scripted/cited", messages: question })).json();
  const { content, annotations } = plain.choices[0].message;
  expect(annotations).toHaveLength(2);
  expect(annotations[0]).toMatchObject({ url_citation: { start_index: 0, end_index: content.length } });
  const { chunks } = await framesOf(await world.post({ model: "scripted/cited", messages: question, stream: true }));
  expect(JSON.stringify(chunks)).toContain(JSON.stringify(annotations));
  const answer = await framesOf(
    await world.postResponses({ model: "scripted/cited", input: "Which is it?", stream: true }),
  );
  const added = answer.chunks.filter((chunk) => JSON.stringify(chunk).includes("output_text.annotation.added"));
  expect(added).toHaveLength(2);
  expect(added[1]).toMatchObject({ annotation_index: 1, annotation: { start_index: 0, end_index: content.length } });
});

test("what a program sends to be kept stands on its turn, and nothing where it sent nothing", async () => {
  const kept = { metadata: { run: "7" }, user: "someone", session_id: "one" };
  const labelled = await world.post({ model: "scripted/plain-a", messages: question, ...kept });
  const turnOf = (response: Response) => container().turns.state(response.headers.get("x-parley-turn") ?? "");
  expect(turnOf(labelled).labels).toEqual({ metadata: { run: "7" }, user: "someone", session: "one" });
  expect(turnOf(await world.post({ model: "scripted/plain-a", messages: question }))).not.toHaveProperty("labels");
});
