import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { framesOf, openProgramWorld, type ProgramWorld } from "./program-world.test-kit";

/** Every row and every chunk against the shapes that strict clients parse (contract sections 6, 10 and 11). */

let world: ProgramWorld;
beforeAll(async () => {
  world = await openProgramWorld();
  world.savePanel({
    name: "Pair",
    panelists: [{ model: "openrouter:scripted/plain-a" }, { model: "openrouter:scripted/401" }],
    judge: { model: "openrouter:scripted/judge" },
  });
});
afterAll(() => world.close());

const price = z.string().regex(/^-?\d+(\.\d+)?$/);
const Row = z.object({
  id: z.string().min(1),
  object: z.literal("model"),
  owned_by: z.string(),
  canonical_slug: z.string(),
  name: z.string(),
  created: z.number().int(),
  pricing: z.object({ prompt: price, completion: price }),
  context_length: z.number().int().nullable(),
  architecture: z.object({
    modality: z.string(),
    input_modalities: z.array(z.string()),
    output_modalities: z.array(z.string()),
  }),
  top_provider: z.object({ is_moderated: z.boolean() }),
  per_request_limits: z.null(),
  supported_parameters: z.array(z.string()),
  default_parameters: z.null(),
  supported_voices: z.null(),
  links: z.object({ details: z.string() }),
});
const Rows = z.object({
  object: z.literal("list"),
  data: z.array(Row),
  total_count: z.number(),
  links: z.object({ next: z.null() }),
});

test("every row of the list of models has all that strict clients want", async () => {
  const { data, total_count } = Rows.parse(await (await world.models()).json());
  const ids = data.map(({ id }) => id);
  expect(total_count).toBe(ids.length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of [
    "openrouter/fusion",
    "openrouter/fusion-flash",
    "parley/quality",
    "parley/pair",
    "scripted/plain-a",
  ]) {
    expect(ids).toContain(id);
  }
  expect(data.find(({ id }) => id === "parley/pair")).toMatchObject({
    pricing: { prompt: "-1" },
    context_length: 131_072,
  });
  expect(data.find(({ id }) => id === "scripted/plain-a")?.pricing).toEqual({
    prompt: "0.0000001",
    completion: "0.0000004",
  });
});

const Tokens = z.object({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
  prompt_tokens_details: z.object({ cached_tokens: z.number() }),
  completion_tokens_details: z.object({ reasoning_tokens: z.number() }),
  cost: z.number().optional(),
});
const Usage = Tokens.extend({
  is_byok: z.boolean(),
  final: Tokens,
  stages: z.array(
    Tokens.extend({ stage: z.string(), model: z.string().optional(), panelist_id: z.string().optional() }),
  ),
  server_tool_use_details: z.object({ tool_calls_executed: z.number(), web_search_requests: z.number() }),
});
const Detail = z.discriminatedUnion("type", [
  z.object({ type: z.literal("reasoning.text"), text: z.string() }),
  z.object({
    type: z.literal("reasoning.server_tool_call"),
    tool_name: z.literal("openrouter:fusion"),
    arguments: z.string(),
    result: z.string(),
  }),
]);
const Annotation = z.object({
  type: z.literal("url_citation"),
  url_citation: z.object({ url: z.string(), title: z.string(), start_index: z.number(), end_index: z.number() }),
});
const Delta = z
  .object({
    role: z.literal("assistant").optional(),
    content: z.string().nullable().optional(),
    reasoning: z.string().optional(),
    reasoning_details: z.array(Detail).optional(),
    annotations: z.array(Annotation).optional(),
    tool_calls: z.array(z.object({ index: z.number(), id: z.string(), type: z.literal("function") })).optional(),
  })
  .strict();
const Choice = z
  .object({
    index: z.literal(0),
    delta: Delta,
    finish_reason: z.enum(["stop", "length", "tool_calls", "content_filter", "error"]).nullable(),
    native_finish_reason: z.string().optional(),
  })
  .strict();
/** No `error` key, no `system_fingerprint`, nothing null: both break a client. */
const Chunk = z
  .object({
    id: z.string().startsWith("gen-"),
    object: z.literal("chat.completion.chunk"),
    created: z.number().int(),
    model: z.string().min(1),
    provider: z.string(),
    choices: z.array(Choice).max(1),
    usage: Usage.optional(),
    fusion: z.looseObject({ status: z.literal("ok") }).optional(),
  })
  .strict();

test.each([
  ["parley/pair"],
  ["openrouter:scripted/reasoning"],
  ["openrouter:scripted/cited"],
  ["openrouter:scripted/refused"],
])("every chunk of %s has the shape that strict clients parse", async (model) => {
  const messages = [{ role: "user", content: "Which is it?" }];
  const { chunks, text } = await framesOf(await world.post({ model, messages, stream: true }));
  const read = z.array(Chunk).parse(chunks);
  expect(read.filter(({ choices }) => choices[0]?.finish_reason)).toHaveLength(1);
  expect(read.filter(({ choices }) => choices[0]?.delta.role)).toHaveLength(1);
  expect(read.at(-1)?.usage?.stages.length).toBeGreaterThan(0);
  expect(text).not.toContain("event:");
  expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
});

const Message = z
  .object({
    role: z.literal("assistant"),
    content: z.string(),
    reasoning: z.string().optional(),
    reasoning_details: z.array(Detail).optional(),
    annotations: z.array(Annotation).optional(),
  })
  .strict();

test.each([["parley/pair"], ["openrouter:scripted/reasoning"], ["openrouter:scripted/cited"]])(
  "the whole answer of %s has the shape that strict clients parse",
  async (model) => {
    const messages = [{ role: "user", content: "Which is it?" }];
    const body = await (await world.post({ model, messages })).json();
    expect(body).not.toHaveProperty("error");
    expect(body).toHaveProperty("system_fingerprint", null);
    Usage.parse(body.usage);
    expect(Message.parse(body.choices[0].message).content).not.toBe("");
  },
);

test("the panel's result can be sent back as the call of a tool", async () => {
  const messages = [{ role: "user", content: "Which is it?" }];
  const body = await (await world.post({ model: "parley/pair", messages })).json();
  const [detail] = body.choices[0].message.reasoning_details;
  expect(JSON.parse(detail.arguments)).toEqual({ prompt: "Which is it?" });
  expect(JSON.parse(detail.result)).toMatchObject({ status: "ok", analysis: {}, responses: [{}], failed_models: [{}] });
  const again = [...messages, body.choices[0].message, { role: "user", content: "And now?" }];
  expect((await world.post({ model: "parley/pair", messages: again })).status).toBe(200);
});
