import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { wordsIn } from "./judge-overflow";
import type { ModelChunk, ModelRequest } from "./model";
import type { TurnPorts } from "./ports";
import { reopenTurn, runTurn } from "./run-turn";
import { finished, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const sentence = (number: number) => `In year ${number} the harbour of place ${number} was closed at noon.`;
const long = Array.from({ length: 300 }, (_, index) => sentence(index + 1)).join(" ");
const claim = (number: number, more: object = {}) =>
  JSON.stringify({ claim: `Closed ${number}.`, quote: `the harbour of place ${number} was closed at noon`, ...more });
const claims = [claim(7), claim(150, { sources: ["S1", "S901"] }), claim(299, { quote: "nobody wrote these words" })];

const analysis = (prompt: string) => {
  const by = /id="([AB])"[^>]* form="claims"/.exec(prompt)?.[1] ?? /id="([AB])"[^>]* omitted/.exec(prompt)?.[1];
  const views = [{ by, quote: "the harbour of place 150 was closed", sources: [] }];
  const point = { kind: "partial_coverage", topic: "Noon", weight: 2, views, point: "It is closed at noon." };
  return `${JSON.stringify(point)}\n{"kind":"end","n":1}\n`;
};

type Say = string | ((request: ModelRequest) => AsyncIterable<ModelChunk>);
type Setting = { say?: Say; contexts?: Record<string, number>; capUsd?: number | null };

/** A turn with one long answer, whose judge writes these claims of it; the synthesizer reads little. */
async function read({
  say = claims.join("\n"),
  contexts = { "t:judge": 20_000, "t:writer": 6000 },
  capUsd = null,
}: Setting = {}) {
  const judge = async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const prompt = request.messages.at(-1)?.content ?? "";
    if (prompt.includes("TASK: CLAIMS") && typeof say !== "string") yield* say(request);
    else {
      const text = prompt.includes("TASK: CLAIMS") ? String(say) : analysis(prompt);
      yield* [{ type: "text" as const, text }, finished];
    }
  };
  const { streamModel, requests } = scriptedModels({
    "t:yes": yes,
    "t:no": long,
    "t:judge": judge,
    "t:writer": "So. ⟦c1⟧",
  });
  const ports: TurnPorts = {
    ...testPorts(streamModel),
    contextOf: (model) => contexts[model] ?? null,
    takesTools: () => false,
  };
  const panel = testPanel(["t:yes", "t:no"], {
    synthesizer: { model: "t:writer" },
    limits: { maxCostUsd: capUsd },
  });
  const control = createTurnControl();
  const { turn, events } = await play(runTurn(testRequest(panel), ports, control));
  const prompts = requests.map(({ messages }) => messages.at(-1)?.content ?? "");
  const mapping = prompts.filter((prompt) => prompt.includes("TASK: CLAIMS"));
  const [judging = ""] = prompts.filter((prompt) => prompt.includes("TASK: ANALYSIS"));
  const [writing = ""] = prompts.filter((prompt) => prompt.includes("TASK: FINAL ANSWER"));
  return { turn, events, ports, requests, prompts, mapping, judging, writing, verdict: currentVerdict(turn) };
}

test("an answer that would lose most of its words is read as claims whose words stand in it", async () => {
  const { mapping, judging, writing, verdict } = await read();
  expect(mapping).toHaveLength(1);
  expect(mapping[0]).toContain(long);
  expect(mapping[0]).not.toContain(yes);
  expect(judging).toContain('- Closed 7.\n  "the harbour of place 7 was closed at noon"\n\n- Closed 150.\n');
  const [shared = ""] = judging.split("TASK:");
  expect(shared).not.toMatch(/nobody wrote|Closed 299|S901|\d words left out/);
  expect(judging).toContain(`words="${wordsIn(long)}" form="claims" omitted="${wordsIn(long) - 18}"`);
  expect(writing.startsWith(shared)).toBe(true);
  expect(verdict?.claims?.p2).toHaveLength(2);
  expect(verdict).toMatchObject({ omitted: { p2: wordsIn(long) - 18 }, failure: null, points: [{ silent: ["p1"] }] });
  expect(verdict).not.toHaveProperty("unmapped");
});

test("quotes of the judge are found in all of the answer, and whoever was read by claims is not called silent", async () => {
  const { verdict, events } = await read();
  const [view] = verdict?.points[0]?.views ?? [];
  expect(long.slice(view?.start, view?.end)).toBe("the harbour of place 150 was closed");
  const order = events.map(({ type }) => type).filter((type) => /verdict-|mapped|analysis/.test(type));
  expect(order).toEqual(["verdict-started", "answer-mapped", "analysis-ended", "verdict-ended"]);
});

test("the call is counted, and with the judge", async () => {
  const { turn, verdict, events } = await read();
  expect(events.find(({ type }) => type === "answer-mapped")).toMatchObject({ author: "p2", spent: { costUsd: 0.01 } });
  expect(turn.totals.costUsd).toBeCloseTo(0.05);
  expect(verdict?.judge.costUsd).toBeCloseTo(0.02);
});

test("when its claims cannot be listed the answer is shortened, and the reason is kept", async () => {
  const breaks = async function* breaks(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: `${claim(7)}\n` };
    throw new FailureError(failure("connection_lost", "It broke off."));
  };
  const tooLong = Array.from({ length: 40 }, (_, index) => claim(index + 1, { claim: "It was closed. ".repeat(26) }));
  const failing: [Say, RegExp][] = [
    ["I cannot.", /no claim/],
    [claim(299, { quote: "nobody wrote these words" }), /no claim/],
    [breaks, /could not list the claims\. It broke off/],
    [tooLong.join("\n"), /longer than the answer/],
  ];
  const readings = await Promise.all(failing.map(([say]) => read({ say })));
  for (const [index, { verdict, judging }] of readings.entries()) {
    expect(judging).toMatch(/omitted="\d+"[\s\S]*\[\.\.\. \d+ words left out/);
    expect(judging).not.toContain('form="');
    expect(verdict).toMatchObject({ omitted: { p2: expect.any(Number) }, failure: null, status: "done" });
    expect(verdict?.unmapped?.p2?.message).toMatch(failing[index]?.[1] ?? "-");
    expect(verdict).not.toHaveProperty("claims");
  }
});

test("more than forty claims and repetitions are not read", async () => {
  const many = Array.from({ length: 60 }, (_, index) => [claim(index + 1), claim(index + 1)]).flat();
  const { verdict } = await read({ say: many.join("\n") });
  expect(verdict?.claims?.p2).toHaveLength(40);
  expect(new Set(verdict?.claims?.p2?.map(({ quote }) => quote)).size).toBe(40);
});

test("no call is made for an answer that keeps half of its words, that does not fit the judge, or past the cap", async () => {
  const roomy = await read({ contexts: { "t:judge": 20_000, "t:writer": 9000 } });
  const cramped = await read({ contexts: { "t:judge": 6000, "t:writer": 6000 } });
  const capped = await read({ capUsd: 0.015 });
  expect(roomy.verdict?.omitted).toMatchObject({ p2: expect.any(Number) });
  for (const { mapping, verdict } of [roomy, cramped, capped]) {
    expect(mapping.length).toBe(0);
    expect(verdict).not.toHaveProperty("claims");
  }
});

test("judging again reads the claims that are there, and asks for none", async () => {
  const { turn, ports, requests } = await read();
  const seen = requests.length;
  const again = await play(reopenTurn(turn, { judgeAgain: true }, ports, createTurnControl()), turn);
  const rewritten = await play(
    reopenTurn(again.turn, { judgeAgain: true, wish: { rulings: [] } }, ports, createTurnControl()),
    again.turn,
  );
  const prompts = requests.slice(seen).map(({ messages }) => messages.at(-1)?.content ?? "");
  expect(prompts).toHaveLength(3);
  for (const prompt of prompts) expect(prompt).toContain('form="claims"');
  expect(prompts.join()).not.toContain("TASK: CLAIMS");
  for (const { turn: after } of [again, rewritten]) expect(currentVerdict(after)?.claims?.p2).toHaveLength(2);
  expect(again.turn.totals.costUsd).toBeCloseTo(0.07);
});

test("a turn that is stopped while claims are listed asks nobody else", async () => {
  const control = createTurnControl();
  const stopping = async function* stopping({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: claim(7) };
    control.stop();
    signal.throwIfAborted();
  };
  const judge = (request: ModelRequest) => stopping(request);
  const { streamModel, requests } = scriptedModels({ "t:yes": yes, "t:no": long, "t:judge": judge });
  const ports = { ...testPorts(streamModel), contextOf: (model: string) => (model === "t:judge" ? 20_000 : 6000) };
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" } });
  const { turn } = await play(runTurn(testRequest(panel), ports, control));
  expect(requests.filter(({ model }) => model === "t:judge")).toHaveLength(1);
  expect(turn.status).toBe("stopped");
});
