import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { container } from "@/lib/server/container";
import { openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

/** The fusion plugin and the tool `openrouter:fusion`, with every parameter (contract section 2). */

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  world.savePanel({
    name: "Pair",
    panelists: [{ model: "openrouter:scripted/plain-a" }, { model: "openrouter:scripted/plain-b" }],
    judge: { model: "openrouter:scripted/judge" },
    tools: { search: false, fetch: false },
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const messages = [{ role: "user", content: "Which is it?" }];
const models = ["scripted/plain-a", "scripted/plain-c", "scripted/plain-a"];
const ask = (body: Record<string, unknown>) => world.post({ model: "parley/pair", messages, ...body });

/** The panel that really sat. */
async function panelOf(body: Record<string, unknown>) {
  const response = await ask(body);
  expect(response.status).toBe(200);
  return container().turns.state(response.headers.get("x-parley-turn") ?? "").panel;
}

const tool = (parameters: Record<string, unknown>) => ({ tools: [{ type: "openrouter:fusion", parameters }] });
const flat = (parameters: Record<string, unknown>) => ({ tools: [{ type: "openrouter:fusion", ...parameters }] });
const plugin = (parameters: Record<string, unknown>) => ({ plugins: [{ id: "fusion", ...parameters }] });

test.each([
  ["parameters", tool],
  ["beside type", flat],
  ["plugin", plugin],
])("models, judge, calls and tools are taken as %s", async (_, form) => {
  const tools = [
    { type: "openrouter:web_search", parameters: { excluded_domains: ["a.example"], max_results: 3 } },
    { type: "openrouter:web_fetch", parameters: { blocked_domains: ["b.example"] } },
  ];
  const panel = await panelOf(form({ analysis_models: models, model: "scripted/judge", max_tool_calls: 2, tools }));
  expect(panel.panelists.map(({ id, model }) => [id, model])).toEqual([
    ["p1", "openrouter:scripted/plain-a"],
    ["p2", "openrouter:scripted/plain-c"],
    ["p3", "openrouter:scripted/plain-a"],
  ]);
  expect(panel.judge.model).toBe("openrouter:scripted/judge");
  expect(panel.tools).toMatchObject({
    search: true,
    fetch: true,
    maxToolCalls: 2,
    maxResults: 3,
    excludedDomains: ["a.example", "b.example"],
  });
});

test("an empty list of tools means none", async () => {
  expect((await panelOf(tool({ tools: [] }))).tools).toMatchObject({ search: false, fetch: false });
});

test("limits, effort and temperature of the tool are those of every panelist", async () => {
  const { panelists } = await panelOf(
    tool({ max_completion_tokens: 900, reasoning: { effort: "xhigh" }, temperature: 0.2 }),
  );
  for (const { maxOutputTokens, reasoningEffort, temperature } of panelists) {
    expect([maxOutputTokens, reasoningEffort, temperature]).toEqual([900, "high", 0.2]);
  }
});

test("the tool wins over the plugin, and that over the saved panel", async () => {
  const both = {
    ...plugin({ analysis_models: ["scripted/plain-b"], max_tool_calls: 3 }),
    ...tool({ max_tool_calls: 5 }),
  };
  const panel = await panelOf(both);
  expect([panel.panelists.map(({ model }) => model), panel.tools.maxToolCalls]).toEqual([
    ["openrouter:scripted/plain-b"],
    5,
  ]);
  expect((await panelOf(plugin({ max_tool_calls: 3 }))).panelists).toHaveLength(2);
});

test("a preset takes the place of the panel, and is refused where its models are not there", async () => {
  const response = await ask(plugin({ preset: "general-budget" }));
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(error.metadata.failure_reason).toBe("invalid_model");
  const some = await panelOf(
    plugin({ preset: "general-budget", analysis_models: ["scripted/plain-a"], model: "scripted/judge" }),
  );
  expect(some.name).toBe("Budget");
});

test.each([
  [plugin({ analysis_models: [] }), "plugins[0].analysis_models"],
  [plugin({ analysis_models: Array.from({ length: 9 }, () => "scripted/plain-a") }), "plugins[0].analysis_models"],
  [plugin({ max_tool_calls: 17 }), "plugins[0].max_tool_calls"],
  [plugin({ preset: "general-huge" }), "plugins[0].preset"],
  [plugin({ temperature: 1 }), "plugins[0]"],
  [plugin({ model: "nobody/here" }), "plugins[].model"],
  [tool({ max_tool_calls: 0 }), "tools[0].parameters.max_tool_calls"],
  [tool({ temperature: 2.5 }), "tools[0].parameters.temperature"],
  [tool({ max_completion_tokens: 0 }), "tools[0].parameters.max_completion_tokens"],
  [tool({ reasoning: { effort: "most" } }), "tools[0].parameters.reasoning.effort"],
  [tool({ tools: Array.from({ length: 9 }, () => ({ type: "openrouter:web_search" })) }), "tools[0].parameters.tools"],
  [tool({ quorum: 2 }), "tools[0].parameters.quorum"],
  [flat({ max_tool_calls: 99 }), "tools[0].max_tool_calls"],
  [{ tools: [{ type: "openrouter:fusion" }, { type: "openrouter:fusion" }] }, "tools[1]"],
])("what is out of range is refused by name: %j", async (body, field) => {
  const response = await ask(body);
  expect([response.status, (await response.json()).error.param]).toEqual([400, field]);
  expect(world.upstream.requests).toEqual([]);
});

test("preferences about providers go with every call of the turn", async () => {
  await ask({ provider: { order: ["one"], data_collection: "deny" } });
  const sent = world.upstream.requests.map(({ body }) => body?.provider);
  expect(sent.length).toBeGreaterThan(3);
  for (const provider of sent) expect(provider).toMatchObject({ order: ["one"], data_collection: "deny" });
});

test.each([[plugin({ enabled: false })], [{ tool_choice: "none" }]])(
  "a panel that is switched off is answered by one model: %j",
  async (body) => {
    await ask(body);
    expect(world.upstream.requests.map(({ model }) => model)).toEqual(["scripted/judge"]);
  },
);
