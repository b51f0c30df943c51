import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { analysisSchema, isWholeWrapper } from "./judge-schema";
import { judged } from "./judge-test-kit";
import type { ModelChunk, ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { finished, no, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const point = (topic: string) => ({
  kind: "contradictions",
  topic,
  weight: 2,
  views: [
    { by: "B", quote: "Yes, it is so because the", says: "it is", sources: null, part: null },
    { by: "A", quote: "No, it is not so because", says: "it is not", sources: [], part: false },
  ],
  favors: [],
  basis: "none",
  why: null,
  trust: null,
  ask: null,
  point: null,
});
const blind = { kind: "blind_spots", topic: "Costs", weight: 1, views: [], ask: null, point: "Nobody says its cost." };

const say = (text: string, finish: "stop" | "length" = "stop") =>
  async function* saying(): AsyncGenerator<ModelChunk> {
    for (const piece of text.match(/.{1,9}/gs) ?? []) yield { type: "text", text: piece };
    yield { ...finished, finish } as ModelChunk;
  };

type Judge = (request: ModelRequest) => AsyncIterable<ModelChunk>;

/** A turn whose judge has strict JSON, and what it was asked. */
async function strictly(judge: Judge, { asked = true, declared = true } = {}) {
  const judge2: Judge = (request) =>
    request.messages.at(-1)?.content.includes("TASK: FINAL") ? say("Done.")() : judge(request);
  const { streamModel, requests } = scriptedModels({ "t:yes": yes, "t:no": no, "t:judge": judge2 });
  const ports = { ...testPorts(streamModel), hasStrictJson: () => declared };
  const panel = testPanel(["t:yes", "t:no"], { judge: { model: "t:judge", strictJson: asked } });
  const { turn } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  const judgings = requests.filter((request) => request.messages.at(-1)?.content.includes("TASK: ANALYSIS"));
  return { requests, judgings, turn, verdict: currentVerdict(turn) };
}

test("a judge that has strict JSON and is asked for it gets the schema in the call and in words", async () => {
  const { judgings, requests, verdict } = await strictly(say(JSON.stringify({ items: [point("So"), blind] })));
  expect(judgings).toHaveLength(1);
  expect(judgings[0]?.schema).toEqual(analysisSchema);
  expect(judgings[0]?.messages.at(-1)?.content).toMatch(/"weight": 3[\s\S]+write \{"items":\[ \.\.\. \]\}/);
  expect(requests.filter(({ schema }) => schema)).toHaveLength(1);
  expect(verdict).toMatchObject({ failure: null, truncated: false, failedJudges: [] });
  expect(verdict?.points.map(({ kind, views }) => [kind, views.length])).toEqual([
    ["contradictions", 2],
    ["blind_spots", 0],
  ]);
});

test.each([
  { asked: true, declared: false },
  { asked: false, declared: true },
])("no schema is sent when asked is $asked and declared is $declared", async (how) => {
  const { judgings } = await strictly(say(`${JSON.stringify(blind)}\n{"kind":"end","n":1}`), how);
  expect(judgings.map(({ schema }) => schema)).toEqual([undefined]);
  expect(judgings[0]?.messages.at(-1)?.content).not.toContain('{"items"');
});

test("the closed list is a whole analysis without an end line; one that was cut is not", async () => {
  const whole = await strictly(say(JSON.stringify({ items: [blind] })));
  expect(whole.verdict).toMatchObject({ truncated: false, failure: null });
  const cut = await strictly(say(JSON.stringify({ items: [blind, blind] }).slice(0, -9), "length"));
  expect(cut.judgings).toHaveLength(2);
  expect(cut.verdict?.failure?.code).toBe("judge_schema_mismatch");
  const long = await strictly(say(JSON.stringify({ items: [blind] }), "length"));
  expect(long.judgings).toHaveLength(2);
});

test("without a schema a closed list still needs its end", async () => {
  const { tasks } = await judged({ full: JSON.stringify({ items: [blind] }), reduced: "END" });
  expect(tasks).toContain("reduced");
});

test.each([400, 404, 422])("a host that answers %i to the schema is asked again without it", async (status) => {
  const { judgings, verdict, turn } = await strictly(async function* refusing(request) {
    if (request.schema) throw new FailureError(failure("bad_request", "response_format is not supported.", status));
    yield* say(`${JSON.stringify(point("So"))}\n{"kind":"end","n":1}`)();
  });
  expect(judgings.map(({ schema }) => schema !== undefined)).toEqual([true, false]);
  expect(judgings[1]?.messages.at(-1)?.content).not.toContain('{"items"');
  expect(verdict).toMatchObject({ failure: null, failedJudges: [], truncated: false });
  expect(verdict?.points).toHaveLength(1);
  expect(turn.totals.costUsd).toBeCloseTo(0.04);
});

test("a host that is down or has written is not asked again for the schema's sake", async () => {
  const down = await strictly(async function* down() {
    yield* [];
    throw new FailureError(failure("upstream_error", "Down.", 503));
  });
  expect(down.judgings).toHaveLength(1);
  const begun = await strictly(async function* begun() {
    yield { type: "text", text: "{" };
    throw new FailureError(failure("bad_request", "No.", 400));
  });
  expect(begun.judgings).toHaveLength(1);
  expect(begun.verdict?.failure?.code).toBe("judge_upstream_error");
});

test("the schema is strict: every object lists all its keys as required and allows no other, key by key in order", () => {
  const objects: { properties: object; required: string[]; additionalProperties: unknown }[] = [];
  JSON.stringify(analysisSchema.schema, (_, value) => {
    if (value?.type === "object") objects.push(value);
    return value;
  });
  expect(objects).toHaveLength(3);
  for (const { properties, required, additionalProperties } of objects) {
    expect([required, additionalProperties]).toEqual([Object.keys(properties), false]);
  }
  expect(objects[1]?.required.slice(0, 4)).toEqual(["kind", "topic", "weight", "views"]);
});

test("only the whole list counts as closed", () => {
  expect(isWholeWrapper('<think>{"x":1}</think>\n{"items":[]}\n')).toBe(true);
  for (const text of ['{"items":[]', '{"points":[]}', "[]", "", '{"items":{}}', 'Sure: {"items":[]}']) {
    expect([text, isWholeWrapper(text)]).toEqual([text, false]);
  }
});
