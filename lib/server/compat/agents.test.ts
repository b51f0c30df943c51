import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { framesOf, openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

/** What agents need: functions, their results, forms, images, histories. */

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  const pair = [{ model: "openrouter:scripted/plain-a" }, { model: "openrouter:scripted/plain-b" }];
  for (const judge of ["judge-calls", "judge-json", "judge-json-mends", "judge-json-never", "judge"]) {
    const model = `openrouter:scripted/${judge}`;
    world.savePanel({ name: judge, panelists: pair, judge: { model }, tools: { search: false, fetch: false } });
  }
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const question = { role: "user", content: "Which is it?" };
const weather = {
  type: "function",
  function: {
    name: "weather",
    description: "The weather of a place.",
    parameters: { type: "object", properties: { place: { type: "string" } }, required: ["place"] },
  },
};
const city = {
  type: "json_schema",
  json_schema: {
    name: "city",
    schema: {
      type: "object",
      properties: { city: { type: "string" }, people: { type: "integer" } },
      required: ["city", "people"],
      additionalProperties: false,
    },
  },
};
const asked = () =>
  world.upstream.requests.filter(({ path }) => path.endsWith("/chat/completions")).map(({ model }) => model);

async function answered(body: Record<string, unknown>) {
  const response = await world.post({ messages: [question], ...body });
  const json = await response.json();
  return {
    status: response.status,
    json,
    message: json.choices?.[0]?.message,
    finish: json.choices?.[0]?.finish_reason,
  };
}

test.each([["openrouter:scripted/calls"], ["parley/judge-calls"]])(
  "%s calls the program's function and goes on with its result, without asking a panel again",
  async (model) => {
    const first = await answered({ model, tools: [weather] });
    expect(first).toMatchObject({
      finish: "tool_calls",
      message: {
        content: null,
        tool_calls: [{ type: "function", function: { name: "weather", arguments: '{"place":"Kiel"}' } }],
      },
    });
    const panelists = asked().filter((name) => name.startsWith("scripted/plain"));
    const [call] = first.message.tool_calls;
    const messages = [question, first.message, { role: "tool", tool_call_id: call.id, content: "Rain, 9 degrees." }];
    world.upstream.requests.length = 0;
    const second = await answered({ model, tools: [weather], messages });
    expect(second).toMatchObject({ finish: "stop", message: { content: "The function says: Rain, 9 degrees." } });
    expect(asked()).toEqual([panelists.length > 0 ? "scripted/judge-calls" : "scripted/calls"]);
    const sent = JSON.stringify(world.upstream.requests[0]?.body?.messages);
    // The provider sees its own id again, and the synthesizer what the panel found.
    expect(sent).not.toContain(call.id);
    expect(sent.includes("consensus")).toBe(panelists.length > 0);
  },
);

test("panelists and judge are never offered the program's functions", async () => {
  await answered({ model: "parley/judge-calls", tools: [weather] });
  const offered = world.upstream.requests.map(({ model, body }) => [
    model,
    JSON.stringify(body?.tools ?? "").includes("weather"),
  ]);
  expect(offered).toEqual([
    ["scripted/plain-a", false],
    ["scripted/plain-b", false],
    // The analysis, quotes looked for again, and the final answer.
    ["scripted/judge-calls", false],
    ["scripted/judge-calls", false],
    ["scripted/judge-calls", true],
  ]);
});

test("a streamed call of a function comes whole, and the stream ends with tool_calls", async () => {
  const body = { model: "parley/judge-calls", messages: [question], tools: [weather], stream: true };
  const { chunks } = await framesOf(await world.post(body));
  const choices = chunks.flatMap(
    (chunk) => (chunk as { choices: { delta: object; finish_reason: string | null }[] }).choices,
  );
  expect(choices.filter(({ delta }) => "tool_calls" in delta)).toHaveLength(1);
  expect(choices.at(-1)?.finish_reason).toBe("tool_calls");
});

test.each([
  ["openrouter:scripted/json", 1],
  ["openrouter:scripted/json-fenced", 1],
  ["openrouter:scripted/json-mends", 2],
  ["parley/judge-json", 5],
  ["parley/judge-json-mends", 6],
])("%s gives the form that is asked for, streamed and not, in %i calls", async (model, calls) => {
  const { message, finish } = await answered({ model, response_format: city });
  expect([JSON.parse(message.content), finish]).toEqual([{ city: "Kiel", people: 246_000 }, "stop"]);
  expect(asked()).toHaveLength(calls);
  const { chunks } = await framesOf(
    await world.post({ model, messages: [question], response_format: city, stream: true }),
  );
  const text = chunks.map(
    (chunk) => (chunk as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content ?? "",
  );
  expect(JSON.parse(text.join(""))).toEqual({ city: "Kiel", people: 246_000 });
});

test.each([["openrouter:scripted/json-never"], ["parley/judge-json-never"]])(
  "%s that never finds the form fails and says so",
  async (model) => {
    const { status, json, finish } = await answered({ model, response_format: city });
    expect([status, finish]).toEqual([200, "error"]);
    expect(json.error.message).toMatch(/^The answer has not the form that was asked for: It is not valid JSON/);
    expect(json.error.metadata.failure_code).toBe("wrong_format");
  },
);

test("a schema that cannot be followed is refused before anybody is asked", async () => {
  const broken = { type: "json_schema", json_schema: { name: "x", schema: { $ref: "#/nowhere" } } };
  const { status, json } = await answered({ model: "parley/judge-json", response_format: broken });
  expect([status, json.error.param, asked()]).toEqual([400, "response_format", []]);
});

test("system texts and the whole history reach panelists and synthesizer", async () => {
  const messages = [
    { role: "system", content: "Answer like a sailor." },
    { role: "user", content: "What is a knot?" },
    { role: "assistant", content: "One nautical mile an hour." },
    question,
  ];
  await answered({ model: "parley/judge", messages });
  const [panelist, , judge, , writer] = world.upstream.requests.map(
    ({ body }) => body?.messages as { role: string; content: string }[],
  );
  expect(panelist?.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
  expect(panelist?.[0]?.content).toContain("Answer like a sailor.");
  expect(judge?.[1]?.content).toContain("Answer like a sailor.");
  expect(writer?.[1]?.content).toMatch(/Instructions of the program that asks:\nAnswer like a sailor\./);
  expect(writer?.[1]?.content).toContain("Assistant: One nautical mile an hour.");
});

test("images go to panelists and to the synthesizer, in one message with the question", async () => {
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
  const messages = [{ role: "user", content: [{ type: "text", text: "What is this?" }, image] }];
  await answered({ model: "parley/judge", messages });
  const [panelist, , judge, , writer] = world.upstream.requests.map(({ body }) => JSON.stringify(body?.messages));
  expect([panelist, writer].every((sent) => sent?.includes("data:image/png;base64,AAAA"))).toBe(true);
  expect(judge).not.toContain("base64");
});

test("a model of its own decides about the panel, and may be told to", async () => {
  const plugin = [{ id: "fusion", analysis_models: ["scripted/plain-a", "scripted/plain-b"], model: "scripted/judge" }];
  const alone = await answered({ model: "openrouter:scripted/decides", plugins: plugin });
  expect(alone.json.fusion).toBeUndefined();
  expect(asked()).toEqual(["scripted/decides"]);
  const together = [{ role: "user", content: "Which is it, together?" }];
  const fused = await answered({ model: "openrouter:scripted/decides", plugins: plugin, messages: together });
  expect(fused.json.fusion.status).toBe("ok");
  world.upstream.requests.length = 0;
  const forced = await answered({ model: "openrouter:scripted/decides", plugins: plugin, tool_choice: "required" });
  expect(forced.json.fusion.status).toBe("ok");
  expect(asked()).toEqual([
    "scripted/plain-a",
    "scripted/plain-b",
    "scripted/judge",
    "scripted/judge",
    "scripted/decides",
  ]);
});
