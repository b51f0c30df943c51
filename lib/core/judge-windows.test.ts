import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { estimateTokens } from "./judge-overflow";
import type { ModelChunk, ModelRequest } from "./model";
import type { PanelInput } from "./panel";
import type { TurnPorts } from "./ports";
import { runTurn } from "./run-turn";
import { play, scriptedModels, testPanel, testPorts, testRequest } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";
import { splitInWindows } from "./window-split";

const names = ["ada", "bob", "cyd", "dan", "eve"];
const shared = "The tide turns twice a day at this place";
const own = (name: string) => `deep inside ${name} counts ${name.charCodeAt(0)} boats in all`;
const filler = (name: string) => `What ${name} says here fills a line and matters to nobody. `.repeat(36);
/** A long answer whose own words stand where they are cut out first. */
const answerOf = (name: string) =>
  `Here is ${name}.\n\n${filler(name)}\n\nAnd ${own(name)}.\n\n${filler(name)}\n\n${shared}.\n\nThat is it.`;

const finished = { type: "finished", finish: "stop", usage: null, costUsd: 0.01, resolvedModel: "resolved" } as const;
type Say = (prompt: string) => string | Promise<never>;

const lettersIn = (prompt: string) =>
  [...prompt.matchAll(/<answer-\w+ id="([A-H])"/g)].map(([, letter = ""]) => letter);
const nameOf = (prompt: string, letter: string) =>
  new RegExp(`id="${letter}"[^>]*>\\nHere is (\\w+)`).exec(prompt)?.[1] ?? "";
const json = (line: object) => JSON.stringify(line);
const end = '{"kind":"end","n":2}';

/** Agreement on the tide, and a contradiction on the boats, of the answers in a prompt. */
const compares: Say = (prompt) => {
  const letters = lettersIn(prompt);
  const agree = letters.map((by) => ({ by, quote: shared }));
  const differ = letters.map((by) => ({ by, quote: own(nameOf(prompt, by)), says: `as ${nameOf(prompt, by)} says` }));
  return [
    json({ kind: "consensus", topic: "Tide", weight: 3, views: agree, point: "Twice a day." }),
    json({ kind: "contradictions", topic: `Boats ${letters.join("")}`, weight: 2, views: differ }),
    json({ kind: "blind_spots", topic: "Cost", weight: 1, ask: null, point: "Nobody says what it costs." }),
    end,
  ].join("\n");
};
/** Joins the agreement and takes up the first contradiction only. */
const joins: Say = (prompt) => {
  const views = lettersIn(prompt).map((by) => ({ by, quote: shared }));
  const taken = /^\{"kind":"contradictions".*"compared":\["A","B"\].*$/m.exec(prompt)?.[0] ?? "{}";
  return [json({ kind: "consensus", topic: "The tide", weight: 3, views, point: "Twice a day." }), taken, end].join(
    "\n",
  );
};
const prose: Say = () => "I think that they agree.";

type Setting = {
  count: number;
  context: number;
  windows: Say;
  join: Say;
  ports: Partial<TurnPorts>;
  panel: Partial<PanelInput>;
};
const usual: Setting = {
  count: 5,
  context: 8000,
  windows: compares,
  join: joins,
  ports: { takesTools: () => false },
  panel: {},
};

/** A turn with long answers, whose judge reads little. */
async function judged(setting: Partial<Setting> = {}) {
  const { count, context, windows, join, ports, panel } = { ...usual, ...setting };
  const judge = async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const prompt = request.messages[1]?.content ?? "";
    if (request.tools) throw new FailureError(failure("bad_request", "No tools here.", 400));
    const isWindow = lettersIn(prompt).length < count && !prompt.includes("<windows-");
    const say = prompt.includes("FINAL ANSWER") ? () => "So." : isWindow ? windows : join;
    yield* [{ type: "text" as const, text: await say(prompt) }, finished];
  };
  const answers = Object.fromEntries(names.map((name) => [`t:${name}`, answerOf(name)]));
  const { streamModel, requests } = scriptedModels({ ...answers, "t:judge": judge });
  const allPorts = {
    ...testPorts(streamModel),
    contextOf: (name: string) => (name === "t:judge" ? context : null),
    ...ports,
  };
  const seats = names.slice(0, count).map((name) => `t:${name}`);
  const { turn, events } = await play(runTurn(testRequest(testPanel(seats, panel)), allPorts, createTurnControl()));
  const prompts = requests.map(({ messages }) => messages[1]?.content ?? "");
  const analyses = prompts.filter((prompt) => prompt.includes("TASK: ANALYSIS"));
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("Nothing was judged.");
  const parts = analyses.filter((prompt) => lettersIn(prompt).length < count);
  const writing = prompts.find((prompt) => prompt.includes("TASK: FINAL ANSWER")) ?? "";
  return {
    turn,
    events,
    verdict,
    parts,
    joining: analyses.find((prompt) => !parts.includes(prompt)) ?? "",
    analyses,
    writing,
  };
}

test("items are compared in threes where those fit, else in pairs, an odd one once more with its neighbour", () => {
  const sizes = (count: number, fits: boolean) =>
    splitInWindows(
      Array.from({ length: count }, (_, at) => "ABCDEFGH".charAt(at)),
      () => fits,
    ).map((group) => group.join(""));
  expect([4, 5, 6, 7, 8].map((count) => sizes(count, true).join(" "))).toEqual([
    "AB CD",
    "ABC DE",
    "ABC DEF",
    "ABC DE FG",
    "ABC DEF GH",
  ]);
  expect([3, 4, 5, 8].map((count) => sizes(count, false).join(" "))).toEqual([
    "AB BC",
    "AB CD",
    "AB CD DE",
    "AB CD EF GH",
  ]);
  expect(sizes(3, true)).toEqual(["AB", "BC"]);
});

test("answers that are too long together are compared whole in windows, under the letters of the turn", async () => {
  const { parts, joining, writing, verdict, events, turn } = await judged();
  expect(parts.map((prompt) => lettersIn(prompt).join(""))).toEqual(["AB", "CD", "DE"]);
  for (const prompt of parts) {
    for (const letter of lettersIn(prompt)) {
      const name = nameOf(prompt, letter);
      expect(prompt).toContain(answerOf(name));
      expect(verdict.labels[letter]).toBe(turn.panel.panelists.find(({ model }) => model === `t:${name}`)?.id);
    }
    expect(prompt).toContain("2 answers of 2 asked.");
    expect(prompt).not.toMatch(/words left out \.\.\.|omitted="/);
  }
  expect(joining.match(/^\{"kind":"(?:consensus|contradictions)".*"compared":/gm)).toHaveLength(6);
  expect(joining).not.toContain("Nobody says");
  expect(estimateTokens(joining)).toBeLessThan(6400 - 2000);
  expect(writing.startsWith(joining.split("TASK:")[0] ?? "-")).toBe(true);
  const told = events.map(({ type }) => type).filter((type) => type === "window-judged" || type === "point-added");
  expect(told).toEqual(["window-judged", "window-judged", "window-judged", "point-added", "point-added"]);
  expect(verdict.windows).toMatchObject([{ points: 2 }, { points: 2 }, { points: 2 }]);
  expect(verdict).not.toHaveProperty("omitted");
});

test("points are written over all answers; those of windows that are not taken up follow, and say so", async () => {
  const { verdict } = await judged();
  expect(verdict).toMatchObject({ failure: null, truncated: false });
  const [tide, first, second, ...more] = verdict.points;
  expect(more).toEqual([]);
  expect(tide).toMatchObject({ kind: "consensus", notes: [], silent: [] });
  expect(tide?.views).toHaveLength(5);
  expect(first).toMatchObject({ topic: "Boats AB", notes: [] });
  expect(second).toMatchObject({ topic: "Boats CD", kind: "contradictions", silent: [] });
  expect(second?.notes).toEqual([expect.stringMatching(/a few answers were compared/)]);
  expect(second?.views.map(({ panelistId }) => panelistId)).toEqual(["C", "D", "E"].map((by) => verdict.labels[by]));
  for (const view of second?.views ?? []) expect(view.quote).toMatch(/^deep inside \w+ counts/);
  expect(new Set(verdict.points.map(({ id }) => id)).size).toBe(3);
});

test("a point of a window whose words a point over all quotes is not told twice; who was compared and says nothing is silent", async () => {
  const windows: Say = (prompt) => {
    const [by = ""] = lettersIn(prompt);
    const views = [{ by, quote: own(nameOf(prompt, by)) }];
    const point = { kind: "partial_coverage", topic: `Boats of ${by}`, weight: 2, views, point: "It counts." };
    return [json(point), end].join("\n");
  };
  const join: Say = (prompt) => {
    const differ = ["A", "B"].map((by) => ({ by, quote: own(nameOf(prompt, by)), says: by }));
    return [json({ kind: "contradictions", topic: "All boats", weight: 2, views: differ }), end].join("\n");
  };
  const { verdict } = await judged({ windows, join });
  expect(verdict.points.map(({ topic }) => topic)).toEqual(["All boats", "Boats of C", "Boats of D"]);
  const silent = verdict.points.map((point) => point.silent);
  expect(silent).toEqual([[], [verdict.labels.D], [verdict.labels.E]]);
});

test("words that are asked for again leave the points of windows that follow", async () => {
  const join: Say = (prompt) => {
    if (prompt.includes("TASK: QUOTES")) return json({ n: 1, quote: shared });
    const views = lettersIn(prompt).map((by, at) => ({
      by,
      quote: at === 0 ? "Nobody ever wrote these words" : shared,
    }));
    return [json({ kind: "consensus", topic: "The tide", weight: 3, views, point: "Twice a day." }), end].join("\n");
  };
  const { verdict } = await judged({ join });
  expect(verdict.askedAgain).toEqual(["quotes"]);
  expect(verdict.points.map(({ topic, views }) => [topic, views.length])).toEqual([
    ["The tide", 5],
    ["Boats AB", 2],
    ["Boats CD", 3],
  ]);
});

test("every call is counted, and none is made past the spending cap", async () => {
  const { turn, verdict } = await judged();
  expect(verdict.judge.costUsd).toBeCloseTo(0.04);
  expect(turn.totals.costUsd).toBeCloseTo(0.1);
  const capped = await judged({ panel: { limits: { maxCostUsd: 0.065 } } });
  expect(capped.parts).toHaveLength(2);
  expect(capped.verdict.failure?.code).toBe("spending_cap");
});

test("when the joining fails the points of the windows are the analysis, joined by rule", async () => {
  const { verdict, turn } = await judged({ join: prose });
  expect(verdict).toMatchObject({
    failure: null,
    truncated: true,
    failedJudges: [],
    joinFailure: { code: "judge_not_valid_json" },
  });
  expect(verdict.points.map(({ topic, kind }) => [topic, kind])).toEqual([
    ["Tide", "consensus"],
    ["Boats AB", "contradictions"],
    ["Boats CD", "contradictions"],
  ]);
  expect(verdict.points[0]?.views).toHaveLength(5);
  expect(verdict.points[0]?.notes).toEqual(["Found where a few answers were compared at a time."]);
  expect(turn.totals.costUsd).toBeCloseTo(0.11);
});

test("a window that gives nothing leaves its answers cut; without any the judge reads them so", async () => {
  const some = await judged({ windows: (prompt) => (lettersIn(prompt)[0] === "A" ? prose(prompt) : compares(prompt)) });
  const [a, b] = ["A", "B"].map((letter) => some.verdict.labels[letter] ?? "");
  expect(new Set(Object.keys(some.verdict.omitted ?? {}))).toEqual(new Set([a, b]));
  expect(some.verdict.windows?.[0]).toMatchObject({ points: 0, failure: { code: "judge_not_valid_json" } });
  const none = await judged({ windows: prose });
  expect(none.joining).not.toContain("<windows-");
  expect(Object.keys(none.verdict.omitted ?? {})).toHaveLength(5);
  expect(none.verdict.failure).toBeNull();
});

test("windows are for judges that can look up nothing and lose more than half, of three answers or more", async () => {
  const refused = await judged({ ports: {} });
  expect([refused.parts.length, refused.verdict.lookedUp?.failure?.code]).toEqual([3, "bad_request"]);
  const two = await judged({ count: 2, context: 6000 });
  const roomy = await judged({ count: 3, context: 8000 });
  expect([two, roomy].map(({ verdict }) => Object.keys(verdict.omitted ?? {}).length > 0)).toEqual([true, true]);
  for (const { parts, verdict } of [two, roomy]) expect([parts.length, verdict.windows]).toEqual([0, undefined]);
});

test("careful judging of windows shows their points under the letters of each order", async () => {
  const { analyses, verdict } = await judged({ panel: { judge: { model: "t:judge", careful: true } }, join: compares });
  const joinings = analyses.filter((prompt) => prompt.includes("<windows-"));
  expect(joinings).toHaveLength(2);
  const lines = joinings.map((prompt) => [
    ...prompt.matchAll(/^\{.*"compared":\["(.)","(.)"\],.*deep inside (\w+) .*deep inside (\w+) /gm),
  ]);
  for (const [at, prompt] of joinings.entries()) {
    expect(lines[at]?.length).toBe(3);
    for (const [, a = "", b = "", first, second] of lines[at] ?? [])
      expect([first, second]).toEqual([nameOf(prompt, a), nameOf(prompt, b)]);
  }
  expect(verdict.orderFailure).toBeUndefined();
});
