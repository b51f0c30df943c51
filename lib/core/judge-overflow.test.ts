import fc from "fast-check";
import { expect, test } from "vitest";
import { answerBudget, estimateTokens, shorten, waterLevel } from "./judge-overflow";
import { runTurn } from "./run-turn";
import { judge, play, scriptedModels, testPanel, testPorts, testRequest, twoPanelists, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

test("tokens are characters by 3.5, and one for each Chinese, Japanese or Korean character", () => {
  expect(estimateTokens("a".repeat(35))).toBe(10);
  expect(estimateTokens("潮水会转")).toBe(4);
  expect(answerBudget(100_000, 1000)).toBe(75_000);
  expect(answerBudget(8000, 1000)).toBe(3400);
});

test("the level lets short answers stay whole and shares the rest", () => {
  expect(waterLevel([10, 20, 30], 60)).toBe(Number.POSITIVE_INFINITY);
  expect(waterLevel([100, 10, 100], 90)).toBe(40);
  expect(waterLevel([100, 100], -5)).toBe(0);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 8 }),
      fc.nat(40_000),
      (sizes, budget) => {
        const level = waterLevel(sizes, budget);
        const used = sizes.reduce((sum, size) => sum + Math.min(size, level), 0);
        const isFull = level === Number.POSITIVE_INFINITY || used > budget - sizes.length;
        expect([used <= budget, isFull]).toEqual([true, true]);
      },
    ),
  );
});

const filler = (topic: string) => `${`The ${topic} is described at some length here. `.repeat(12)}\n\n`;
const long = `Opening words come first.\n\n## Risks\n\n${filler("danger")}## Tariffs\n\n${filler("tariff")}${filler("weather")}The conclusion comes last.`;

test("a long answer keeps its opening, conclusion, headings and what is closest to the request, and its gaps show", () => {
  const { text, omitted } = shorten(long, 330, "What about the tariff?");
  expect(estimateTokens(text)).toBeLessThanOrEqual(330);
  expect(text).toMatch(/^Opening words come first\.\n\n## Risks/);
  expect(text).toMatch(/The conclusion comes last\.$/);
  expect(text).toContain("The tariff is described");
  expect(text).not.toContain("The danger is described");
  const marks = [...text.matchAll(/\[\.\.\. (\d+) words left out \.\.\.\]/g)];
  expect(marks.map(([, words]) => Number(words)).reduce((sum, words) => sum + words, 0)).toBe(omitted);
  expect(omitted).toBeGreaterThan(100);
});

test("headings that are left out are named in the gap", () => {
  const { text } = shorten(long, 100, "");
  expect(text).toContain('words left out: "Tariffs" ...]');
  expect(text).toMatch(/The conclusion comes last\.$/);
});

test("what is kept is the author's, word for word and in order, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.lorem({ maxCount: 40, mode: "sentences" }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 60, max: 900 }),
      (paragraphs, room) => {
        const whole = paragraphs.join("\n\n");
        const { text, omitted } = shorten(whole, room, "dolor sit");
        expect(omitted === 0 ? text === whole : estimateTokens(text) <= room).toBe(true);
        let from = 0;
        for (const piece of text.split(/\s*\[\.\.\. \d+ words left out[^\]]*\]\s*/)) {
          const at = whole.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + piece.length;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("answers that exceed the judge's context are cut down in the prompt; quotes are still looked for in all of them", async () => {
  const hidden = "No, it is not so because";
  const huge = `${hidden} the tide never turns. ${filler("harbour").repeat(40)}The harbour is closed.`;
  const { streamModel, requests } = scriptedModels({ "t:yes": yes, "t:no": huge, "t:judge": judge });
  const ports = { ...testPorts(streamModel), contextOf: () => 6000 };
  const { turn } = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  const prompt = requests.find((request) => request.model === "t:judge")?.messages.at(-1)?.content ?? "";
  expect(estimateTokens(prompt)).toBeLessThan(4800);
  expect(prompt).toMatch(/<answer-\w+ id="[AB]" status="ok" words="\d+" omitted="\d+">/);
  expect(prompt).toMatch(/\[\.\.\. \d+ words left out/);
  expect(prompt).toContain(yes);
  const verdict = currentVerdict(turn);
  expect(Object.keys(verdict?.omitted ?? {})).toEqual(["p2"]);
  expect(verdict?.points[0]?.views).toHaveLength(2);
  expect(verdict?.finalAnswer.status).toBe("done");
});

test("an answer that was cut down is never called silent, and one that fits is not cut", async () => {
  const only = async function* only() {
    const text = '{"kind":"blind_spots","topic":"Costs","point":"Nobody says what it costs."}\n{"kind":"end","n":1}';
    yield { type: "text" as const, text };
    yield { type: "finished" as const, finish: "stop" as const, usage: null, costUsd: 0, resolvedModel: "r" };
  };
  const { streamModel } = scriptedModels({ "t:yes": yes, "t:no": filler("harbour").repeat(40), "t:judge": only });
  const silentWith = async (contextTokens: number | null) => {
    const ports = { ...testPorts(streamModel), contextOf: () => contextTokens };
    const { turn } = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
    return { silent: currentVerdict(turn)?.points[0]?.silent.toSorted(), omitted: currentVerdict(turn)?.omitted };
  };
  expect(await silentWith(6000)).toMatchObject({ silent: ["p1"], omitted: { p2: expect.any(Number) } });
  expect(await silentWith(200_000)).toEqual({ silent: ["p1", "p2"], omitted: undefined });
  expect(await silentWith(null)).toEqual({ silent: ["p1", "p2"], omitted: undefined });
});

test("the smaller context of judge and synthesizer decides what both read, and no fallback that is not asked", async () => {
  const omittedBy = async (small: string) => {
    const { streamModel } = scriptedModels({ "t:yes": yes, "t:no": filler("harbour").repeat(40), "t:judge": judge });
    const ports = { ...testPorts(streamModel), contextOf: (model: string) => (model === small ? 6000 : 200_000) };
    const panel = testPanel(["t:yes", "t:no"], {
      judge: { model: "t:judge", fallbacks: ["t:fallback"] },
      synthesizer: { model: "t:writer" },
    });
    const { turn } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
    return Object.keys(currentVerdict(turn)?.omitted ?? {});
  };
  expect(await omittedBy("t:judge")).toEqual(["p2"]);
  expect(await omittedBy("t:fallback")).toEqual([]);
  expect(await omittedBy("t:writer")).toEqual(["p2"]);
  expect(await omittedBy("t:other")).toEqual([]);
});

test("what says nothing new goes before any words do, and is not counted as words", async () => {
  const data = "aB3dEf7h".repeat(3000);
  const withData = `No, it is not so because the tide never turns here. ${data} The harbour is closed.`;
  const { streamModel, requests } = scriptedModels({ "t:yes": yes, "t:no": withData, "t:judge": judge });
  const shownWith = async (contextTokens: number) => {
    const ports = { ...testPorts(streamModel), contextOf: () => contextTokens };
    const { turn } = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
    const prompt = requests.findLast((request) => request.model === "t:judge")?.messages.at(-1)?.content ?? "";
    return { prompt, verdict: currentVerdict(turn) };
  };
  const cramped = await shownWith(6000);
  expect(cramped.prompt).toContain("[... encoded data left out ...] The harbour is closed.");
  expect(cramped.prompt).not.toContain(data);
  expect(cramped.verdict?.omitted).toBeUndefined();
  expect(cramped.verdict?.points[0]?.views).toHaveLength(2);
  const roomy = await shownWith(200_000);
  expect(roomy.prompt).toContain(data);
});
