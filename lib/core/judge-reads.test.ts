import { expect, test } from "vitest";
import { applyEvent } from "./apply-event";
import { failure } from "./failure";
import { ModelName, PanelistId, VerdictId } from "./ids";
import { answerBudget } from "./judge-overflow";
import type { ModelChunk, ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { judge, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const filler = (topic: string) => `${`The ${topic} is described at some length here, and it is long. `.repeat(12)}\n\n`;
const opening = "No, it is not so because the tide never turns.";
const long = `${opening} ${filler("harbour").repeat(20)}The harbour is closed.`;

/** Writes prose where an analysis is asked for; lists one claim, and writes final answers. */
async function* prose(request: ModelRequest): AsyncGenerator<ModelChunk> {
  const prompt = request.messages.at(-1)?.content ?? "";
  const claim = JSON.stringify({ claim: "It never turns.", quote: opening, sources: [] });
  yield { type: "text", text: prompt.includes("TASK: CLAIMS") ? claim : "I think that they agree." };
  yield { type: "finished", finish: "stop", usage: null, costUsd: 0.01, resolvedModel: "resolved" };
}

/** Judges, on a host that counts no tokens. */
async function* uncounted(request: ModelRequest): AsyncGenerator<ModelChunk> {
  for await (const chunk of judge(request)) yield chunk.type === "finished" ? { ...chunk, usage: null } : chunk;
}

const room = 40_000;
/** Reads it all but half. */
const half = 4500;

type Setting = { contexts?: Record<string, number>; judges?: readonly string[]; outputs?: Record<string, number> };

/** A turn with a long answer; `t:prose` never judges, `t:judge` and `t:other` do, `t:writer` writes. */
async function read({ contexts = {}, judges = ["t:prose", "t:judge"], outputs = {} }: Setting = {}) {
  const others = {
    "t:judge": uncounted,
    "t:other": uncounted,
    "t:prose": prose,
    "t:prose-too": prose,
    "t:writer": "So.",
  };
  const { streamModel, requests } = scriptedModels({ "t:yes": yes, "t:no": long, ...others });
  const [model = "", ...fallbacks] = judges;
  const panel = testPanel(["t:yes", "t:no"], { judge: { model, fallbacks }, synthesizer: { model: "t:writer" } });
  const ports = {
    ...testPorts(streamModel),
    contextOf: (name: string) => contexts[name] ?? room,
    outputOf: (name: string) => outputs[name] ?? null,
  };
  const { turn, events } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  const sent = requests.map((request) => ({ model: request.model, prompt: request.messages.at(-1)?.content ?? "" }));
  const promptOf = (name: string, task = "TASK: ANALYSIS") =>
    sent.find(({ model: to, prompt }) => to === name && prompt.includes(task))?.prompt ?? "";
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("Nothing was judged.");
  return { turn, events, sent, promptOf, verdict };
}

const isWhole = (prompt: string) => prompt.includes(long);

test("a fallback judge reads the whole answers when only the judge before it could not, and no mark of that is left", async () => {
  const { promptOf, verdict, events } = await read({ contexts: { "t:prose": half } });
  expect([isWhole(promptOf("t:prose")), isWhole(promptOf("t:judge"))]).toEqual([false, true]);
  expect(isWhole(promptOf("t:writer", "TASK: FINAL"))).toBe(true);
  expect(events.find(({ type }) => type === "verdict-started")).toHaveProperty("omitted.p2");
  expect(events.find(({ type }) => type === "judge-failed")).toMatchObject({ next: "t:judge", omitted: {} });
  expect(verdict).toMatchObject({ judge: { model: "t:judge" }, failure: null });
  expect(verdict).not.toHaveProperty("omitted");
});

test("a judge is not cut down to what a fallback could take; the marks are the fallback's when it is asked", async () => {
  const alone = await read({ contexts: { "t:other": half }, judges: ["t:judge", "t:other"] });
  expect(isWhole(alone.promptOf("t:judge"))).toBe(true);
  expect(alone.verdict).not.toHaveProperty("omitted");
  const { promptOf, verdict } = await read({ contexts: { "t:judge": half } });
  expect([isWhole(promptOf("t:prose")), isWhole(promptOf("t:judge"))]).toEqual([true, false]);
  expect(promptOf("t:judge")).toMatch(/omitted="\d+"/);
  expect(verdict.omitted).toEqual({ p2: expect.any(Number) });
  const [shared = ""] = promptOf("t:judge").split("TASK:");
  expect(promptOf("t:writer", "TASK: FINAL").startsWith(shared)).toBe(true);
});

test("without any judge the writer reads what it can take itself", async () => {
  const contexts = { "t:prose": half, "t:prose-too": half };
  const { promptOf, verdict, events } = await read({ contexts, judges: ["t:prose", "t:prose-too"] });
  expect(isWhole(promptOf("t:writer", "TASK: FINAL"))).toBe(true);
  expect(events.find(({ type }) => type === "synthesis-started")).toMatchObject({ omitted: {} });
  expect(verdict.failure?.code).toBe("judge_not_valid_json");
  expect(verdict).not.toHaveProperty("omitted");
});

test("claims that one judge has listed are read by a fallback that needs them, and by no other", async () => {
  const small = { "t:writer": half, "t:prose": room };
  const needing = await read({ contexts: small });
  const mapping = needing.sent.filter(({ prompt }) => prompt.includes("TASK: CLAIMS"));
  expect(mapping.map(({ model }) => model)).toEqual(["t:prose"]);
  expect(needing.promptOf("t:judge")).toContain('form="claims"');
  expect(needing.verdict.claims?.p2).toHaveLength(1);
  const mapped = needing.events.filter(({ type }) => type === "answer-mapped");
  expect(mapped).toMatchObject([{ model: "t:prose" }, { model: "t:judge" }]);
  expect(mapped[1]).not.toHaveProperty("spent");
});

test("the state drops claims and marks of a judge that failed, and keeps those of old logs that say nothing", async () => {
  const { turn } = await read();
  const verdictId = VerdictId.parse("v1");
  const marked = applyEvent(turn, {
    type: "answer-mapped",
    at: 1,
    verdictId,
    author: PanelistId.parse("p2"),
    model: ModelName.parse("t:prose"),
    claims: [{ claim: "It never turns.", quote: opening, sources: [] }],
    omitted: { p2: 7 },
  });
  const failed = {
    type: "judge-failed" as const,
    at: 2,
    verdictId,
    model: ModelName.parse("t:prose"),
    failure: failure("judge_not_valid_json", "It broke."),
    next: ModelName.parse("t:judge"),
  };
  expect(currentVerdict(applyEvent(marked, failed))).toMatchObject({ omitted: { p2: 7 }, claims: { p2: [{}] } });
  const anew = currentVerdict(applyEvent(marked, { ...failed, omitted: { p1: 3 } }));
  expect(anew?.omitted).toEqual({ p1: 3 });
  expect(anew).not.toHaveProperty("claims");
});

test("the state drops what a judge looked up when another judges, or when it is asked over shorter answers", async () => {
  const { turn } = await read();
  const common = { at: 1, verdictId: VerdictId.parse("v1"), model: ModelName.parse("t:prose") };
  const passages = [{ author: PanelistId.parse("p2"), words: 80 }];
  const marked = applyEvent(turn, { ...common, type: "passages-read", passages, omitted: { p2: 7 } });
  const again = (way: "repair" | "shortened") =>
    currentVerdict(applyEvent(marked, { ...common, type: "judge-asked-again", way, omitted: { p2: 9 } }));
  expect(again("repair")).toMatchObject({ lookedUp: { passages }, omitted: { p2: 9 } });
  expect(again("shortened")).not.toHaveProperty("lookedUp");
  const next = { failure: failure("judge_not_valid_json", "It broke."), next: ModelName.parse("t:judge"), omitted: {} };
  const window = { ...common, type: "window-judged" as const, authors: [PanelistId.parse("p2")], points: 0 };
  const anew = currentVerdict(applyEvent(applyEvent(marked, window), { ...common, type: "judge-failed", ...next }));
  for (const gone of ["lookedUp", "windows"]) expect(anew).not.toHaveProperty(gone);
});

test("a model that can write little leaves more room for what it reads", async () => {
  expect(answerBudget(8000, 1000, 500)).toBe(4900);
  expect(answerBudget(8000, 1000, 9000)).toBe(3400);
  const judges = ["t:judge"];
  const tight = await read({ contexts: { "t:judge": 8600 }, judges });
  const roomy = await read({ contexts: { "t:judge": 8600 }, outputs: { "t:judge": 200 }, judges });
  expect([isWhole(tight.promptOf("t:judge")), isWhole(roomy.promptOf("t:judge"))]).toEqual([false, true]);
});
