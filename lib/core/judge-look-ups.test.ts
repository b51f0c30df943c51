import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { answerBudget, estimateTokens, wordsIn } from "./judge-overflow";
import type { ModelChunk, ModelRequest } from "./model";
import type { TurnPorts } from "./ports";
import { runTurn } from "./run-turn";
import { play, scriptedModels, testPanel, testPorts, testRequest, yes } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

/** Sections of an answer; the words of the last paragraph of each stand nowhere else. */
const section = (name: string) =>
  `## ${name}\n\n${`The ${name} is described at some length here, sentence after sentence. `.repeat(16)}\n\nThe ${name} gate </passage> opens at ${name.length} past nine.\n\n`;
const names =
  "harbour market railway cathedral theatre garden river station castle museum bridge school tower mill lighthouse brewery".split(
    " ",
  );
const long = `No, it is not so because the tide never turns. ${names.map(section).join("")}That is all there is.`;

/** Its host counts no tokens. */
const finished = { type: "finished", finish: "stop", usage: null, costUsd: 0.01, resolvedModel: "resolved" } as const;

type Call = [name: string, input: object];
type Step = Call[] | Failure;
type Failure = () => AsyncIterable<ModelChunk>;

/** Refuses a request for its tools, as hosts do. */
const refuses: Failure = async function* refuses() {
  yield* [];
  throw new FailureError(failure("bad_request", "This model does not support tools.", 400));
};

const breaks: Failure = async function* breaks() {
  yield { type: "text", text: "Let me see." };
  throw new FailureError(failure("connection_lost", "It broke off."));
};

type Setting = {
  steps: readonly Step[];
  context: number;
  writer: number;
  capUsd: number | null;
  claims: string;
  cites: Parameters<typeof scriptedModels>[0][string];
  ports: Partial<TurnPorts>;
};
const usual: Setting = { steps: [], context: 11_500, writer: 11_500, capUsd: null, claims: "", cites: yes, ports: {} };

/** What the judge makes of the answers, or the claims it lists. */
function wordsFor(prompt: string, claims: string): string {
  if (prompt.includes("TASK: CLAIMS")) return claims;
  const by = /id="([AB])"[^>]* words="\d{3,}"/.exec(prompt)?.[1];
  const views = [{ by, quote: "The brewery is described at some length here", sources: [] }];
  const point = { kind: "partial_coverage", topic: "Brewery", weight: 2, views, point: "It is described." };
  return `${JSON.stringify(point)}\n{"kind":"end","n":1}\n`;
}

async function* made(calls: Step): AsyncGenerator<ModelChunk> {
  if (typeof calls === "function") {
    yield* calls();
    return;
  }
  for (const [at, [name, input]] of calls.entries()) {
    yield { type: "tool-call", id: `call-${at}`, name, arguments: JSON.stringify(input) };
  }
  yield { ...finished, finish: calls.length > 0 ? "tool_calls" : "stop" };
}

const promptOf = ({ messages }: ModelRequest) => messages[1]?.content ?? "";

/** A turn with one long answer, whose judge makes these calls step by step before it judges. */
async function judged(setting: Partial<Setting> = {}) {
  const { steps, context, writer, capUsd, claims, cites, ports } = { ...usual, ...setting };
  const queue = [...steps];
  const judge = async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    if (request.tools) yield* made(queue.shift() ?? []);
    else yield* [{ type: "text" as const, text: wordsFor(promptOf(request), claims) }, finished];
  };
  const others = { "t:yes": cites, "t:no": long, "t:writer": "So. ⟦c1⟧" };
  const { streamModel, requests } = scriptedModels({ ...others, "t:judge": judge });
  const contexts: Record<string, number> = { "t:judge": context, "t:writer": writer };
  const allPorts = { ...testPorts(streamModel), contextOf: (name: string) => contexts[name] ?? null, ...ports };
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" }, limits: { maxCostUsd: capUsd } });
  const { turn, events } = await play(runTurn(testRequest(panel), allPorts, createTurnControl()));
  const looking = requests.filter(({ tools }) => tools);
  const promptWith = (task: string) => requests.map(promptOf).find((prompt) => prompt.includes(task)) ?? "";
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("Nothing was judged.");
  const prompts = { judging: promptWith("TASK: ANALYSIS"), writing: promptWith("TASK: FINAL ANSWER") };
  return { turn, events, looking, ...prompts, verdict, results: resultsIn(looking.at(-1)) };
}

const resultsIn = (request: ModelRequest | undefined) =>
  (request?.messages ?? []).flatMap((message) => (message.role === "tool" ? [message.content] : []));
/** The words of the long answer that do not stand in a prompt. */
const unseenIn = (prompt: string) => {
  const own = new RegExp(`<answer-\\w+ id="[AB]"[^>]* words="${wordsIn(long)}"[^>]*>\\n([\\s\\S]*?)\\n</answer`).exec(
    prompt,
  )?.[1];
  const shown = (own ?? "").replaceAll("‹", "<").replace(/\[\.\.\. \d+ words left out[^\]]*\]/g, " ");
  return wordsIn(long) - wordsIn(shown);
};
const gate = (name: string) => `The ${name} gate ‹/passage> opens at`;

const read = (name: string): Call => ["read_answer", { answer: "A", from: name }];
const looksUp: Step[] = [[read("Lighthouse")], [["search_answers", { words: "gate opens past nine brewery" }]], []];

test("a judge is told what it has not read, and looks up passages by heading and by search before it judges", async () => {
  const { looking, results, events, verdict } = await judged({ steps: looksUp });
  expect(looking).toHaveLength(3);
  expect(looking[0]?.messages[1]?.content).toMatch(/<unread-\w+>\nA: \d+ words\n/);
  expect(results[0]).toMatch(
    /^<passage-\w+ id="A">\nThe lighthouse is described[\s\S]*‹\/passage>[\s\S]*<\/passage-\w+>$/,
  );
  expect(results[1]?.indexOf(gate("brewery"))).toBeGreaterThan(0);
  expect(JSON.stringify(looking)).not.toMatch(/t:no|t:yes/);
  const steps = events.filter((event) => event.type === "passages-read");
  expect(steps.map(({ passages }) => passages.length > 0)).toEqual([true, true, false]);
  expect(verdict.lookedUp?.passages).toHaveLength(steps.flatMap(({ passages }) => passages).length);
  expect(verdict.lookedUp?.passages[0]).toEqual({ author: "p2", words: expect.any(Number) });
});

test("what it looked up stands in its prompt and the writer's; left out is exactly what neither holds", async () => {
  const [without, { judging, writing, verdict }] = await Promise.all([judged(), judged({ steps: looksUp })]);
  for (const name of ["lighthouse", "brewery"]) {
    expect(without.judging).not.toContain(gate(name));
    expect(judging).toContain(gate(name));
  }
  expect(writing.startsWith(judging.split("TASK:")[0] ?? "-")).toBe(true);
  expect(verdict.omitted).toEqual({ p2: unseenIn(judging) });
  expect(without.verdict.omitted).toEqual({ p2: unseenIn(without.judging) });
  expect(answerBudget(11_500, estimateTokens(judging))).toBeGreaterThanOrEqual(0);
  expect(verdict.points).toMatchObject([{ views: [{ panelistId: "p2", check: "verbatim" }], silent: ["p1"] }]);
});

test("a judge that looks up nothing reads as much as one that takes no tools", async () => {
  const [none, toolless] = await Promise.all([judged(), judged({ ports: { takesTools: () => false } })]);
  expect([none.looking.length, toolless.looking.length]).toEqual([1, 0]);
  expect(none.judging).toBe(toolless.judging);
  expect(toolless.verdict).not.toHaveProperty("lookedUp");
  const roomy = await judged({ context: 40_000, writer: 40_000 });
  expect([roomy.looking.length, roomy.verdict.omitted]).toEqual([0, undefined]);
});

test("passages of an answer that is read as claims stand below them", async () => {
  const claims = JSON.stringify({
    claim: "It is past nine.",
    quote: "gate </passage> opens at 10 past nine",
    sources: [],
  });
  const { judging, verdict } = await judged({
    claims,
    context: 14_000,
    writer: 8000,
    steps: [[read("The garden is")], []],
  });
  expect(judging).toContain('form="claims"');
  const [listed = "", below = ""] = judging.split("\n\nPassages of this answer:\n\n");
  expect(listed).toContain("- It is past nine.");
  expect(below).toContain(gate("garden"));
  const shown = wordsIn(below.split("\n</answer")[0]?.replace(/\[\.\.\. \d+ words left out[^\]]*\]/g, " ") ?? "");
  expect(verdict.omitted).toEqual({ p2: wordsIn(long) - shown - wordsIn("gate </passage> opens at 10 past nine") });
});

test("however much it looks up, its prompt stays within its context; no passage is given twice", async () => {
  const all = names.slice(-8).map(read);
  const { looking, results, judging, verdict } = await judged({ steps: [all, all, all] });
  expect(looking).toHaveLength(1);
  expect(results).toEqual([]);
  const words = verdict.lookedUp?.passages.reduce((sum, passage) => sum + passage.words, 0) ?? 0;
  expect(words).toBeGreaterThan(300);
  expect(answerBudget(11_500, estimateTokens(judging))).toBeGreaterThanOrEqual(0);
  const twice = await judged({
    steps: [[read("Mill")], [read("Mill"), ["search_answers", { words: "mill" }]], []],
  });
  const [first = "", second = "", third = ""] = twice.results;
  expect([twice.looking.length, twice.results.length]).toEqual([3, 3]);
  expect(first).toContain(gate("mill"));
  expect([second, third].join()).not.toContain("The mill");
});

test("of a source its stored words are read, and nothing is fetched", async () => {
  const fetchPage = () => {
    throw new Error("Nothing may be fetched.");
  };
  const cites = async function* cites(): AsyncGenerator<ModelChunk> {
    yield { type: "citation", url: "https://tides.example/", title: "Tides" };
    yield { type: "text", text: `${yes} See https://invented.example/ for more.` };
    yield finished;
  };
  const page = `The page begins. ${"It goes on about the tides. ".repeat(40)}\n\nSpring tides come twice a month.`;
  const steps: Step[] = [
    ["S1", "S2", "S9", "S1"].map((source): Call => ["read_source", { source, from: "Spring tides" }]),
    [],
  ];
  const { results, judging, verdict } = await judged({ steps, cites, ports: { pageTextOf: () => page, fetchPage } });
  expect(results[0]).toMatch(/^<passage-\w+ id="S1">\nSpring tides come twice a month\.\n/);
  expect(results.slice(1).join()).toMatch(/No text of such a source.*No text of such a source/);
  expect(judging).toContain('    "Spring tides come twice a month."');
  expect(verdict.lookedUp?.passages).toEqual([{ sourceId: "S1", words: 6 }]);
});

test("every step is counted, and none is made past the spending cap", async () => {
  const endless = Array.from({ length: 20 }, (_, index): Step => [read(names[index % names.length] ?? "")]);
  const { looking, turn, verdict } = await judged({ steps: endless, context: 11_500 });
  expect(verdict.judge.costUsd).toBeCloseTo(0.01 * (looking.length + 1));
  expect(turn.totals.costUsd).toBeCloseTo(0.01 * (looking.length + 4));
  const capped = await judged({ steps: endless, capUsd: 0.035 });
  expect(capped.looking).toHaveLength(2);
  expect(capped.verdict.failure?.code).toBe("spending_cap");
});

test("it takes twelve steps at most, and what cannot be looked up is told to it", async () => {
  const bad: Call[] = [
    ["constructor", {}],
    ["read_answer", { answer: "B" }],
    ["read_answer", {}],
    ["search_answers", { words: "zebra" }],
    ["read_answer", { answer: "A", from: "no such heading" }],
  ];
  const { looking, results, verdict } = await judged({ steps: Array.from({ length: 20 }, (): Step => bad) });
  expect(looking).toHaveLength(12);
  expect(results.slice(0, 5).map((told) => told.split(/[,.]/)[0])).toEqual([
    "There is no such tool",
    "There is no such answer",
    "There is no such tool",
    "No passage that you have not read fits these words",
    "These words do not stand there",
  ]);
  expect(verdict).toMatchObject({ lookedUp: { passages: [] }, failure: null, points: [{}] });
});

test("a host that refuses tools is asked without them, and remembered; whatever else fails ends the looking up", async () => {
  const refused = new Map<string, string>();
  const toolRefusals = {
    wordsFor: (model: string) => refused.get(model) ?? null,
    remember: (model: string, _way: unknown, words: string) => refused.set(model, words),
  };
  const one = await judged({ steps: [refuses], ports: { toolRefusals } });
  const again = await judged({ steps: [refuses], ports: { toolRefusals } });
  expect([one.looking.length, again.looking.length]).toEqual([1, 0]);
  expect(one.judging).toBe(again.judging);
  expect(one.verdict).toMatchObject({ lookedUp: { passages: [], failure: { code: "bad_request" } }, failure: null });
  expect(one.turn.totals.costUsd).toBeCloseTo(0.04);
  const broken = await judged({ steps: [[read("Garden")], breaks, [read("Brewery")]] });
  expect(broken.looking).toHaveLength(2);
  expect(broken.judging).toContain(gate("garden"));
  expect(broken.verdict).toMatchObject({ lookedUp: { failure: { code: "connection_lost" } }, failure: null });
});
