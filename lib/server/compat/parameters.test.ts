import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { container } from "@/lib/server/container";
import { chatParameters } from "./parameters";
import { openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.requests.length = 0;
});

const messages = [{ role: "user", content: "Which is it?" }];

/** What each parameter is sent as, what the provider gets of it, and what is refused. */
type Row = { good?: unknown; sent?: Record<string, unknown>; bad?: unknown; badField?: string };

const rows: Readonly<Record<string, Row>> = {
  messages: {
    good: messages,
    bad: [{ role: "user", content: [{ type: "input_audio" }] }],
    badField: "messages[0].content[0].type",
  },
  model: { bad: "nobody/knows-this" },
  models: { good: ["scripted/plain-a"], sent: { models: ["scripted/plain-a"] }, bad: "one" },
  provider: {
    good: { order: ["a"], data_collection: "deny", zdr: true },
    sent: { provider: { order: ["a"], data_collection: "deny", zdr: true } },
    bad: { invented: 1 },
    badField: "provider",
  },
  plugins: { good: [{ id: "fusion", enabled: false }], bad: [{ id: "file-parser" }], badField: "plugins[0].id" },
  tools: {
    good: [{ type: "function", function: { name: "look", parameters: { type: "object" } } }],
    sent: {
      tools: [{ type: "function", function: { name: "look", description: "", parameters: { type: "object" } } }],
    },
    bad: [{ type: "openrouter:bash" }],
    badField: "tools[0].type",
  },
  tool_choice: { good: "none", bad: "sometimes" },
  parallel_tool_calls: { good: false, sent: { parallel_tool_calls: false }, bad: "no" },
  response_format: { good: { type: "text" }, bad: { type: "grammar" }, badField: "response_format.type" },
  reasoning: {
    good: { effort: "low" },
    sent: { reasoning: { effort: "low" } },
    bad: { effort: "huge" },
    badField: "reasoning.effort",
  },
  reasoning_effort: { good: "high", sent: { reasoning: { effort: "high" } }, bad: "huge" },
  include_reasoning: { good: false, bad: "no" },
  max_completion_tokens: { good: 9, sent: { max_completion_tokens: 9 }, bad: 0 },
  max_tokens: { good: 9, sent: { max_completion_tokens: 9 }, bad: 1.5 },
  temperature: { good: 0.4, sent: { temperature: 0.4 }, bad: 3 },
  n: { good: 1, bad: 2 },
  stream: { good: false, bad: "yes" },
  session_id: { good: "one", bad: "x".repeat(300) },
  user: { good: "someone", sent: { user: "someone" }, bad: 5 },
  metadata: { good: { run: "7" }, bad: { run: 7 }, badField: "metadata.run" },
  max_tool_calls: { good: 3, bad: 31 },
  top_p: { good: 0.9, sent: { top_p: 0.9 }, bad: 2 },
  top_k: { good: 40, sent: { top_k: 40 }, bad: -1 },
  min_p: { good: 0.1, sent: { min_p: 0.1 }, bad: 2 },
  top_a: { good: 0.1, sent: { top_a: 0.1 }, bad: 2 },
  frequency_penalty: { good: 1, sent: { frequency_penalty: 1 }, bad: 3 },
  presence_penalty: { good: 1, sent: { presence_penalty: 1 }, bad: 3 },
  repetition_penalty: { good: 1.1, sent: { repetition_penalty: 1.1 }, bad: 3 },
  seed: { good: 7, sent: { seed: 7 }, bad: "7" },
  stop: { good: ["END"], sent: { stop: ["END"] }, bad: ["1", "2", "3", "4", "5"] },
  logit_bias: { good: { "5": -1 }, sent: { logit_bias: { "5": -1 } }, bad: { "5": "low" }, badField: "logit_bias.5" },
  prediction: { good: { type: "content", content: "x" }, sent: { prediction: { type: "content", content: "x" } } },
  verbosity: { good: "low", sent: { verbosity: "low" } },
  service_tier: { good: "flex", sent: { service_tier: "flex" } },
  prompt_cache_key: { good: "k", sent: { prompt_cache_key: "k" } },
  cache_control: { good: { type: "ephemeral" }, sent: { cache_control: { type: "ephemeral" } } },
  safety_identifier: { good: "s", sent: { safety_identifier: "s" } },
  usage: { good: { include: true } },
  stream_options: { good: { include_usage: true } },
  route: { good: "fallback" },
  transforms: { good: [], bad: ["middle-out"] },
  store: { good: false, bad: true },
  modalities: { good: ["text"], bad: ["audio"], badField: "modalities[0]" },
  logprobs: { good: false, bad: true },
  top_logprobs: { bad: 3 },
  stop_server_tools_when: { bad: [{ type: "step_count_is", step_count: 3 }] },
  trace: { bad: { trace_id: "t" } },
  debug: { bad: { echo_upstream_body: true } },
  audio: { bad: { voice: "alloy", format: "mp3" } },
  web_search_options: { bad: {} },
  functions: { bad: [] },
  function_call: { bad: "auto" },
};

test("every parameter has a row in this table", () => {
  expect(Object.keys(rows).toSorted()).toEqual(Object.keys(chatParameters).toSorted());
});

/** What Parley acts on itself and tells nobody. */
const ownAffairs = [
  "plugins",
  "metadata",
  "max_tool_calls",
  "include_reasoning",
  "n",
  "store",
  "modalities",
  "transforms",
  "route",
];

const ask = (field: string, value: unknown) => world.post({ model: "scripted/plain-a", messages, [field]: value });

test.each(Object.entries(rows).filter(([, { good }]) => good !== undefined))(
  "%s is taken, and the provider gets what belongs to it",
  async (field, { good, sent }) => {
    expect((await ask(field, good)).status).toBe(200);
    const [request] = world.upstream.requests;
    expect(request?.body).toMatchObject(sent ?? {});
    expect(Object.keys(request?.body ?? {})).not.toContain(ownAffairs.find((name) => name === field));
  },
);

test.each(Object.entries(rows).filter(([, { bad }]) => bad !== undefined))(
  "%s with a bad value is refused by name, and nobody is asked",
  async (field, { bad, badField = field }) => {
    const response = await ask(field, bad);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error).toMatchObject({
      code: 400,
      type: "invalid_request_error",
      metadata: { error_type: "invalid_request" },
    });
    expect(error.param.startsWith(badField) || badField.startsWith(error.param)).toBe(true);
    expect(error.param.startsWith(field)).toBe(true);
    expect(world.upstream.requests).toEqual([]);
  },
);

test("a parameter that nobody knows is refused by name", async () => {
  const response = await ask("invented", 1);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param: "invented" } });
});

test.each([
  ["data_collection", "deny"],
  ["zdr", true],
])("provider.%s is refused where nobody can be held to it, and asks nothing there otherwise", async (field, value) => {
  const { providers, catalog } = container();
  const elsewhere = providers.create({
    label: `Elsewhere ${field}`,
    kind: "openai-compatible",
    baseUrl: world.upstream.baseUrl,
    apiKey: "sk-elsewhere",
  });
  await catalog.settled();
  const model = `${elsewhere.id}:scripted/plain-a`;
  const asked = (preference: unknown) => world.post({ model, messages, provider: { [field]: preference } });
  const refused = await asked(value);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { param: `provider.${field}` } });
  expect(world.upstream.requests).toEqual([]);
  expect((await asked(field === "zdr" ? false : "allow")).status).toBe(200);
  expect((await world.post({ model: "scripted/plain-a", messages, provider: { [field]: value } })).status).toBe(200);
});
