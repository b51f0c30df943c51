import { expect, test } from "vitest";
import { estimateTokens } from "./judge-overflow";
import { silentCut } from "./judge-silent-cut";
import type { ModelChunk, ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { judge, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const english = "The port is open in the winter, and the boats go out when the river is free of ice. ".repeat(400);
const read = (promptTokens: number, cachedTokens?: number) => ({
  promptTokens,
  completionTokens: 1,
  ...(cachedTokens === undefined ? {} : { cachedTokens }),
});

test("a prompt of which less than 60 % of the estimate was read has been cut", () => {
  const estimate = estimateTokens(english);
  expect(silentCut(english, read(4096))).toBe(4096);
  expect(silentCut(english, read(Math.floor(estimate * 0.59)))).toBe(Math.floor(estimate * 0.59));
  expect(silentCut(english, read(Math.ceil(estimate * 0.6)))).toBeNull();
});

test("tokens that a host read from its cache and counts apart were read", () => {
  const estimate = estimateTokens(english);
  expect(silentCut(english, read(500, estimate - 1000))).toBeNull();
  expect(silentCut(english, read(4096, 1000))).toBe(4096);
  expect(silentCut(english, read(100, 4000))).toBe(4000);
});

test("a host that reports no tokens, and a prompt that any host can take, raise no alarm", () => {
  expect(silentCut(english, null)).toBeNull();
  expect(silentCut(english, read(0))).toBeNull();
  expect(silentCut(english.slice(0, 3399 * 3.5), read(100))).toBeNull();
});

// Fewest tokens that today's tokenizers make of such texts.
test.each([
  ["Chinese, 1.8 characters a token", "潮水每天两次涨落而港口在冬季关闭".repeat(500), 16 * 500 * 0.55],
  ["code that is mostly indented", `${" ".repeat(24)}return value;\n`.repeat(800), 800 * 4],
  ["a table with rulers", `| ${"-".repeat(40)} | ${"-".repeat(40)} |\n`.repeat(400), 400 * 5],
  ["long words", "internationalisation responsibilities misunderstandings ".repeat(500), 500 * 3],
])("no alarm for %s", (_, text, tokens) => {
  expect(tokens).toBeLessThan(estimateTokens(text) * 0.6);
  expect(silentCut(text, read(Math.round(tokens)))).toBeNull();
});

const filler = (topic: string) => `${`The ${topic} is described at some length here, and it is long. `.repeat(12)}\n\n`;
const huge = `No, it is not so because the tide never turns. ${filler("harbour").repeat(40)}The harbour is closed.`;

/** A judge whose host reads no more than so many tokens and says nothing. */
function smallHost(window: number) {
  return async function* judging(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const prompt = request.messages.map(({ content }) => content).join("");
    const promptTokens = Math.min(window, Math.ceil(prompt.length / 4));
    for await (const chunk of judge(request)) {
      yield chunk.type === "finished" ? { ...chunk, usage: { promptTokens, completionTokens: 50 } } : chunk;
    }
  };
}

async function judgedOn(window: number, more: Parameters<typeof testPanel>[1] = {}) {
  const replies = { "t:yes": yes, "t:no": huge, "t:judge": smallHost(window), "t:big": smallHost(1_000_000) };
  const { streamModel, requests } = scriptedModels(replies);
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:judge" }, ...more });
  const { turn, events } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  const sent = requests.map(({ model, messages }) => ({ model, prompt: messages.at(-1)?.content ?? "" }));
  const asked = sent.filter(({ prompt }) => prompt.includes("TASK: ANALYSIS"));
  const final = sent.find(({ prompt }) => prompt.includes("TASK: FINAL"))?.prompt;
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("Nothing was judged.");
  return { events, asked, final, verdict };
}

test("a judge whose host silently reads less is asked once more with what it really reads, and the record says so", async () => {
  const { asked, final, verdict, events } = await judgedOn(5000);
  expect(asked.map(({ model }) => model)).toEqual(["t:judge", "t:judge"]);
  const [first = 0, second = 0] = asked.map(({ prompt }) => estimateTokens(prompt));
  expect([first > 8000, second < 4500]).toEqual([true, true]);
  expect(asked[1]?.prompt).toMatch(/omitted="\d+"/);
  expect(verdict).toMatchObject({ askedAgain: ["shortened"], failure: null, failedJudges: [] });
  expect(verdict.omitted).toEqual({ p2: expect.any(Number) });
  expect(verdict.points.map(({ views }) => views.length)).toEqual([2]);
  const again = events.find((event) => event.type === "judge-asked-again");
  expect(again).toMatchObject({ failure: { message: expect.stringContaining("read only 5,000 tokens") } });
  // The final answer rests on what the judge read.
  expect(final).toMatch(/omitted="\d+"/);
});

test("a host that reads too little for any answer leaves the judging to the fallback, with all answers", async () => {
  const { asked, verdict } = await judgedOn(1500, { judge: { model: "t:judge", fallbacks: ["t:big"] } });
  expect(asked.map(({ model }) => model)).toEqual(["t:judge", "t:big"]);
  expect(verdict).toMatchObject({ judge: { model: "t:big" }, failure: null });
  expect(verdict.failedJudges).toMatchObject([{ model: "t:judge", failure: { code: "judge_upstream_error" } }]);
  expect(verdict.omitted).toBeUndefined();
});

test("a host that reads everything is asked once", async () => {
  const { asked, verdict } = await judgedOn(1_000_000);
  expect(asked).toHaveLength(1);
  expect(verdict.askedAgain).toBeUndefined();
});
