import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { framesOf, openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  const judge = { model: "openrouter:scripted/judge" };
  const [a, b, failing, broke] = ["plain-a", "plain-b", "500", "402"].map((name) => ({
    model: `openrouter:scripted/${name}`,
  }));
  if (!a || !b || !failing || !broke) throw new Error("Four seats are needed.");
  world.savePanel({ name: "Pair", panelists: [a, b], judge });
  world.savePanel({ name: "Broke", panelists: [broke], judge });
  const limits = { scout: true, quorum: "all" as const };
  world.savePanel({ name: "Scouts", panelists: [a, a, b], judge, limits });
  const mild = { model: "openrouter:scripted/judge-mild" };
  world.savePanel({ name: "Mild scouts", panelists: [a, b, a], judge: mild, limits });
  world.savePanel({ name: "Twins", panelists: [a, a, failing], judge });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const Frame = z.looseObject({ type: z.string(), sequence_number: z.number().int() });
const framesWith = async (body: object, headers: Record<string, string> = {}) => {
  const { chunks, isDone } = await framesOf(await world.postResponses({ stream: true, ...body }, headers));
  return { frames: chunks.map((chunk) => Frame.parse(chunk)), isDone };
};

test("a panel answers with its work as one item and its answer as the next", async () => {
  const response = await world.postResponses({ model: "parley/pair", input: "Which is it?" });
  const body = await response.json();
  expect(response.status).toBe(200);
  expect(body).toMatchObject({
    object: "response",
    status: "completed",
    model: "scripted/judge-20261101",
    error: null,
    output: [
      {
        type: "openrouter:fusion",
        status: "completed",
        analysis: { consensus: [expect.any(String)] },
        responses: [{ panelist_id: "p1" }, { panelist_id: "p2" }],
      },
      { type: "message", role: "assistant", content: [{ type: "output_text", annotations: [] }] },
    ],
    fusion: { claims: [{ id: "c1" }, {}, {}, {}] },
  });
  expect(body.fusion.responses).toBeUndefined();
  expect(body.usage.total_tokens).toBe(body.usage.input_tokens + body.usage.output_tokens);
});

test("the stream tells the panel's work in the documented order, gapless, and ends", async () => {
  const { frames, isDone } = await framesWith({ model: "parley/pair", input: "Which is it?" });
  const types = frames.map(({ type }) => type);
  const order = [
    "response.created",
    "response.output_item.added",
    "response.fusion_call.in_progress",
    "response.fusion_call.panel.added",
    "response.fusion_call.panel.delta",
    "response.fusion_call.panel.completed",
    "response.fusion_call.analysis.in_progress",
    "response.fusion_call.analysis.completed",
    "response.fusion_call.completed",
    "response.output_item.done",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.completed",
  ];
  const places = order.map((type) => types.indexOf(type));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(frames.map(({ sequence_number: number }) => number)).toEqual(frames.map((_, index) => index));
  expect(isDone).toBe(true);
  const fusion = frames.filter(({ type }) => type.startsWith("response.fusion_call."));
  expect(fusion.every((frame) => frame.output_index === 0 && typeof frame.item_id === "string")).toBe(true);
  expect(JSON.stringify(frames)).not.toMatch(/"(?:status_code|analysis|content|responses)":null/);
});

test("a request that comes again with its key reads the same turn, gapless, and buys nothing", async () => {
  const key = { "idempotency-key": "the-same-key" };
  const ask = { model: "parley/pair", input: "Which is it?" };
  const first = await framesWith(ask, key);
  const asked = world.upstream.requests.length;
  const again = await framesWith(ask, key);
  expect(world.upstream.requests).toHaveLength(asked);
  expect(again.frames.map(({ sequence_number: number }) => number)).toEqual(again.frames.map((_, index) => index));
  expect(again.frames.at(0)?.type).toBe("response.created");
  expect(again.frames.at(-1)).toMatchObject({ type: "response.completed" });
  const ids = [first, again].map(({ frames }) => frames.at(-1)?.response);
  expect(ids[0]).toMatchObject({ id: expect.stringMatching(/^gen-/) });
  expect(ids[1]).toMatchObject({ id: z.looseObject({ id: z.string() }).parse(ids[0]).id });
});

test("two seats of one model can be told apart, and one that failed is told", async () => {
  const { frames } = await framesWith({ model: "parley/twins", input: "Which is it?" });
  const completed = frames.filter(({ type }) => type === "response.fusion_call.panel.completed");
  expect(completed.map((frame) => [frame.model, frame.panelist_id])).toEqual(
    expect.arrayContaining([
      ["scripted/plain-a", "p1"],
      ["scripted/plain-a", "p2"],
    ]),
  );
  expect(frames.find(({ type }) => type === "response.fusion_call.panel.failed")).toMatchObject({
    panelist_id: "p3",
    error: expect.any(String),
    status_code: 500,
  });
});

test("clients that end a stream at any error do not hear of one seat's", async () => {
  const agent = { "user-agent": "AsyncOpenAI/Python 2.1.0" };
  const { frames } = await framesWith({ model: "parley/twins", input: "Which is it?" }, agent);
  expect(frames.some(({ type }) => type === "response.fusion_call.panel.failed")).toBe(false);
  expect(JSON.stringify(frames.at(-1))).toContain("failed_models");
});

test.each([
  "ai/6.0 ai-sdk/openai/3.0.1",
  "ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/24",
  "ai-sdk-openai/4.0.118 ai-sdk-provider-utils/5.0.81 node.js/24",
])("a client that rejects unknown items gets the panel's result beside the output: %s", async (agent) => {
  const response = await world.postResponses({ model: "parley/pair", input: "Which is it?" }, { "user-agent": agent });
  const body = await response.json();
  expect(body.output.map(({ type }: { type: string }) => type)).toEqual(["message"]);
  expect(body.fusion.analysis.consensus).toHaveLength(1);
});

test("the official client reads plain and streamed answers alike", async () => {
  const client = world.openai();
  const ask = { model: "parley/twins", input: "Which is it?" };
  const plain = await client.responses.create(ask);
  let text = "";
  for await (const event of await client.responses.create({ ...ask, stream: true })) {
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  expect(text).toBe(plain.output_text);
  expect(text).toContain("The panel answers as follows.");
});

test("a model is passed through with instructions, a conversation and the program's functions", async () => {
  const input = [
    { role: "user", content: [{ type: "input_text", text: "Weather in Bonn?" }] },
    { type: "function_call", call_id: "call_1", name: "weather", arguments: '{"city":"Bonn"}' },
    { type: "function_call_output", call_id: "call_1", output: "18 degrees" },
    { role: "user", content: "And tomorrow?" },
  ];
  const tools = [
    { type: "function", name: "weather", description: "", parameters: { type: "object", properties: {} } },
  ];
  const response = await world.postResponses({ model: "scripted/plain-a", instructions: "Be brief.", input, tools });
  const body = await response.json();
  expect(body).toMatchObject({ status: "completed", instructions: "Be brief.", output: [{ type: "message" }] });
  const [request] = world.upstream.requests;
  expect(request?.body).toMatchObject({
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Weather in Bonn?" },
      {
        role: "assistant",
        tool_calls: [{ id: "call_1", function: { name: "weather", arguments: '{"city":"Bonn"}' } }],
      },
      { role: "tool", tool_call_id: "call_1", content: "18 degrees" },
      { role: "user", content: "And tomorrow?" },
    ],
    tools: [{ type: "function", function: { name: "weather" } }],
  });
});

test.each([
  ["input", { input: [] }],
  ["input[0].content", { input: [{ role: "user", content: 3 }] }],
  ["input[0].type", { input: [{ type: "computer_call" }] }],
  ["store", { store: true }],
  ["previous_response_id", { previous_response_id: "resp_1" }],
  ["background", { background: true }],
  ["truncation", { truncation: "auto" }],
  ["conversation", { conversation: "conv_1" }],
  ["messages", { messages: [] }],
  ["tools[0].name", { tools: [{ type: "function", name: "not a name" }] }],
  ["max_output_tokens", { max_output_tokens: 0 }],
  ["text.format", { text: { format: { type: "grammar" } } }],
  ["never_heard_of", { never_heard_of: 1 }],
])("%s is refused by its name", async (param, wrong) => {
  const response = await world.postResponses({ model: "parley/pair", input: "Which is it?", ...wrong });
  const body = await response.json();
  expect(response.status).toBe(400);
  expect(body.error.param).toMatch(new RegExp(`^${param.replaceAll("[", "\\[").replaceAll("]", "\\]")}`));
  expect(world.upstream.requests).toEqual([]);
});

test("a turn that fails at once has a real status, streamed or not", async () => {
  for (const stream of [false, true]) {
    const response = await world.postResponses({ model: "parley/broke", input: "Which is it?", stream });
    expect(response.status).toBe(402);
  }
});

test("a panel that asks two first waits for the rest when they are asked, and tells one analysis", async () => {
  const { frames, isDone } = await framesWith({ model: "parley/scouts", input: "Which is it?" });
  const told = frames.map(({ type }) => type.replace("response.fusion_call.", ""));
  const settledPanel = told.filter((type) => type === "panel.completed" || type === "panel.failed");
  expect(settledPanel).toEqual(["panel.completed", "panel.completed", "panel.completed"]);
  expect(told.indexOf("panel.widened")).toBeGreaterThan(told.indexOf("analysis.in_progress"));
  expect(told.lastIndexOf("panel.completed")).toBeGreaterThan(told.indexOf("panel.widened"));
  expect(told.filter((type) => type === "analysis.completed")).toHaveLength(1);
  expect(told.indexOf("analysis.completed")).toBeGreaterThan(told.lastIndexOf("panel.completed"));
  expect(isDone).toBe(true);
  const { response } = z.looseObject({ response: Answered }).parse(frames.at(-1));
  expect(response).toMatchObject({ status: "completed", fusion: { rest_asked: { because: "contradiction" } } });
  expect(response.fusion.claims.flatMap(({ views }) => views.map((view) => view.panelist_id))).toContain("p3");
  const { stages, total_tokens: total } = response.usage;
  expect(stages.map(({ stage }) => stage)).toEqual(["panelist", "panelist", "panelist", "judge", "judge", "final"]);
  expect(stages.reduce((sum, stage) => sum + stage.total_tokens, 0)).toBe(total);
});

/** What is told of a finished panel and of what it used. */
const Answered = z.looseObject({
  fusion: z.looseObject({
    claims: z.array(z.looseObject({ views: z.array(z.looseObject({ panelist_id: z.string() })) })),
  }),
  usage: z.looseObject({
    total_tokens: z.number(),
    stages: z.array(z.looseObject({ stage: z.string(), total_tokens: z.number() })),
  }),
});

test("two that leave nothing open are enough for a program too", async () => {
  const { frames } = await framesWith({ model: "parley/mild-scouts", input: "Which is it?" });
  const told = frames.map(({ type }) => type.replace("response.fusion_call.", ""));
  expect(told.filter((type) => type === "panel.added")).toHaveLength(2);
  expect(told.filter((type) => type === "analysis.completed")).toHaveLength(1);
  expect(told.indexOf("analysis.completed")).toBeLessThan(told.indexOf("synthesis.in_progress"));
  expect(frames.at(-1)).toMatchObject({ response: { status: "completed", fusion: { status: "ok" } } });
  expect(frames.at(-1)).not.toHaveProperty("response.fusion.rest_asked");
});
