import { expect, test, vi } from "vitest";
import type { EventOf, TurnEvent } from "@/lib/core/events";
import { type AnswerState, currentAnswers, currentVerdict, type TurnState } from "@/lib/core/turn";
import { shortPolicy } from "@/lib/models/fixtures/call";
import { openaiCompatible } from "@/lib/models/openai-compatible";
import { createUpstream } from "@/lib/models/upstream";
import { type UpstreamPolicy, usualPolicy } from "@/lib/models/upstream-policy";
import { faultKey, openFaultTests } from "./fault-kit";
import { inMockedTime, nextTick, playIntoSilence } from "./mocked-time";
import { lastMessage } from "./request";
import { numberedWords, plainAnswer } from "./texts";

const timersOf = (ms: number) => {
  const all = { connectMs: 5000, headersMs: ms, firstContentMs: ms, contentIdleMs: ms, transportIdleMs: 4 * ms };
  return { remote: all, reasoning: all, local: all };
};
/** No timer of it fires on a busy machine, but where a test lets the time pass. */
const roomy: UpstreamPolicy = { ...shortPolicy, timers: timersOf(20_000) };
/** Milliseconds in which all of them do. */
const passing = 20_100;

/** Rows of the fault table that are about whole turns; fault-table.ts says which test stands for which row. */
const { turnOf, judgeAgain, slept, heard, requests, forget, release, address } = openFaultTests<UpstreamPolicy>(
  (provider, clock, policy = roomy) =>
    createUpstream({ policy, clock }).guarded(provider, openaiCompatible(provider, policy)),
);

/** A model that fails every other time is still asked. */
const patient = { ...roomy, breaker: { ...shortPolicy.breaker, requests: 1000 } };

const firstOf = (turn: TurnState): AnswerState | undefined => currentAnswers(turn)[0];
const retriesIn = (events: readonly TurnEvent[]) =>
  events.filter((event): event is EventOf<"answer-retrying"> => event.type === "answer-retrying");
const judgesPrompt = () => lastMessage(requests("judge")[0]?.body ?? null);

test("U1: 429 with Retry-After 1 is sent again after a second, and both tries are in the log", async () => {
  const { turn, events } = await turnOf(["recovers-429-a"]);
  expect(firstOf(turn)).toMatchObject({ status: "done", text: plainAnswer("a") });
  expect(requests("recovers-429-a")).toHaveLength(2);
  expect(slept).toEqual([1000]);
  const retries = retriesIn(events);
  expect(retries).toMatchObject([{ try: 2, of: 3, waitMs: 1000, failure: { code: "rate_limited", httpStatus: 429 } }]);
  expect(retries[0]?.failure.message).toBe("OpenRouter: Rate limit exceeded: 20 requests a minute.");
  expect(firstOf(turn)?.waits?.retries).toHaveLength(1);
});

test("U1: a try is in the log before its request goes out", async () => {
  const seen: number[] = [];
  const { events } = await turnOf(["recovers-503-a"]);
  for (const event of events) if (event.type === "answer-retrying") seen.push(event.at);
  const [, second] = requests("recovers-503-a");
  expect(seen).toHaveLength(1);
  expect(second?.arrivedAt).toBeGreaterThanOrEqual(seen[0] ?? Number.POSITIVE_INFINITY);
});

test("U1: judge and writer are asked again too, and the log says who", async () => {
  const { turn, events } = await turnOf(["plain-a", "plain-b"], { judge: "judge-limited", policy: patient });
  const retries = events.filter((event) => event.type === "verdict-retrying");
  expect(retries).toMatchObject([
    { role: "judge", try: 2, failure: { code: "upstream_error" } },
    // For the words that nobody wrote.
    { role: "judge", try: 2 },
    { role: "synthesizer", try: 2 },
  ]);
  expect(currentVerdict(turn)).toMatchObject({ failure: null, finalAnswer: { status: "done" } });
  expect(currentVerdict(turn)?.calls).toMatchObject([
    { role: "judge", retries: [{ try: 2 }, { try: 2 }], waiting: null },
    { role: "synthesizer", retries: [{ try: 2 }], waiting: null },
  ]);
});

test("U2: 429 with Retry-After 3600 waits for nothing", async () => {
  const { turn } = await turnOf(["429-far", "plain-b"]);
  expect(firstOf(turn)).toMatchObject({ status: "failed", failure: { code: "rate_limited" } });
  expect(requests("429-far")).toHaveLength(1);
  expect(slept).toEqual([]);
  expect(turn.status).toBe("done");
});

test.each(["500", "502", "503", "504", "529", "408"])("U3: %s is asked exactly three times", async (status) => {
  const { turn, events } = await turnOf([status, "plain-b"]);
  expect(requests(status)).toHaveLength(3);
  expect(retriesIn(events)).toMatchObject([{ try: 2 }, { try: 3 }]);
  expect(firstOf(turn)?.status).toBe(status === "504" || status === "408" ? "timeout" : "failed");
  expect(turn.status).toBe("done");
});

test.each([
  ["401", "not_authorized"],
  ["402", "insufficient_credits"],
  ["403", "not_authorized"],
])("U4: %s is asked once, and the key is nowhere", async (status, code) => {
  const { turn, events } = await turnOf([status, "401-with-key"]);
  expect(requests(status)).toHaveLength(1);
  expect(firstOf(turn)).toMatchObject({ status: "failed", failure: { code } });
  expect(JSON.stringify(events)).not.toContain(faultKey);
});

test("U5: a question too long for one model costs only that panelist", async () => {
  const { turn } = await turnOf(["400-context", "plain-b"]);
  expect(requests("400-context")).toHaveLength(1);
  expect(currentAnswers(turn)).toMatchObject([{ failure: { code: "context_length" } }, { status: "done" }]);
});

test("U6: an address where nothing listens, a name nobody knows and a host without TLS are unreachable", async () => {
  const withTls = address().replace("http:", "https:");
  for (const baseUrl of ["http://127.0.0.1:9/v1", "http://parley-test.invalid/v1", withTls]) {
    const { turn } = await turnOf(["plain-a"], { baseUrl });
    expect(firstOf(turn)).toMatchObject({ status: "failed", failure: { code: "unreachable" } });
  }
});

test("U7: a host that never sends headers is left, and sees its socket close", async () => {
  const { turn } = await playIntoSilence(
    () => turnOf(["hang", "plain-b"]),
    () => requests("hang").length === 1 && heard("plain-b").isOver,
    passing,
  );
  expect(firstOf(turn)).toMatchObject({ status: "timeout", failure: { code: "timeout" } });
  expect(firstOf(turn)?.failure?.message).toContain("the server did not answer within 20 seconds");
  await expect.poll(() => requests("hang")).toMatchObject([{ aborted: true }]);
});

test("U8: comments keep no call alive", async () => {
  const { turn } = await inMockedTime(async () => {
    let isOver = false;
    const playing = turnOf(["comments-only", "plain-b"]).finally(() => {
      isOver = true;
    });
    const comments = () => requests("comments-only")[0]?.sentAt.length ?? 0;
    while (comments() === 0 || !heard("plain-b").isOver) await nextTick();
    // Another comment goes out in each second, for longer than any answer may be awaited.
    for (let second = 0; second < 25 && !heard("comments-only").isOver; second += 1) {
      const before = comments();
      while (!isOver && !heard("comments-only").isOver && comments() === before) await nextTick();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(heard("comments-only").isOver).toBe(true);
    vi.useRealTimers();
    return playing;
  });
  expect(firstOf(turn)).toMatchObject({ status: "timeout", text: "" });
  expect(firstOf(turn)?.failure?.message).toContain("the model wrote nothing within 20 seconds");
  await expect.poll(() => requests("comments-only")).toMatchObject([{ aborted: true }]);
});

test.each([
  ["silent-after-20-words", "timeout", "timeout"],
  ["silent-after-200-words", "cut_off", "timeout"],
  ["reset-after-20-words", "failed", "connection_lost"],
  ["reset-after-200-words", "cut_off", "connection_lost"],
])(
  "U9, U10: of %s the words are kept, and only long ones are judged, marked as cut off",
  async (model, status, code) => {
    const long = model.includes("200");
    const text = numberedWords(long ? 200 : 20);
    const play = () => turnOf([model, "plain-b"]);
    const { turn } = model.startsWith("silent")
      ? await playIntoSilence(play, () => heard(model).text === text && heard("plain-b").isOver, passing)
      : await play();
    expect(firstOf(turn)).toMatchObject({ status, failure: { code }, text });
    expect(requests(model)).toHaveLength(1);
    expect(judgesPrompt().includes("word-19")).toBe(long);
    expect(judgesPrompt()).toMatch(long ? /<answer-\w+ id="[AB]"[^>]* status="cut_off"/ : /status="ok"/);
  },
);

test.each([
  ["error-in-200", "OpenRouter: The model broke down."],
  ["choice-error", "OpenRouter: The model broke down."],
  ["finish-error", "OpenRouter: the provider reported an error."],
])("U11: %s keeps the text and the host's words", async (model, message) => {
  const { turn } = await turnOf([model, "plain-b"]);
  const failure = { code: "upstream_error", message };
  expect(firstOf(turn)).toMatchObject({ status: "failed", failure, text: numberedWords(20) });
  expect(requests(model)).toHaveLength(1);
});

test.each(["no-finish", "done-without-finish"])("U12: %s is incomplete, never done", async (model) => {
  const { turn } = await turnOf([model, "plain-b"]);
  expect(firstOf(turn)).toMatchObject({ status: "failed", failure: { code: "incomplete" } });
});

test("U14: a model that repeats itself without end is cut off and says so", async () => {
  const { turn } = await turnOf(["loops", "plain-b"]);
  const answer = firstOf(turn);
  expect(answer).toMatchObject({ status: "cut_off", failure: { code: "repetition" } });
  expect(answer?.text.length).toBeLessThan(40_000);
  await expect.poll(() => requests("loops")).toMatchObject([{ aborted: true }]);
});

test.each([
  ["huge-line", "failed"],
  ["endless", "cut_off"],
])("U14: of %s no more is taken in than the cap", async (model, status) => {
  const policy = { ...roomy, caps: { ...roomy.caps, answerCharacters: 200_000 } };
  const { turn } = await turnOf([model, "plain-b"], { policy });
  expect(firstOf(turn)).toMatchObject({ status, failure: { code: "too_large" } });
  expect(firstOf(turn)?.text.length).toBeLessThan(300_000);
  await expect.poll(() => requests(model)).toMatchObject([{ aborted: true }]);
  // Whatever Parley holds of it came through this socket, whose own buffers take a few megabytes.
  expect(requests(model)[0]?.sentBytes).toBeLessThan(16_000_000);
});

test.each([
  ["empty", "without writing any text."],
  ["reasoning-only", "output limit before it wrote any."],
  ["length-empty", "output limit before it wrote any."],
])("U15: %s is empty, asked once and not judged", async (model, words) => {
  const { turn } = await turnOf([model, "plain-b"]);
  expect(firstOf(turn)).toMatchObject({ status: "empty", failure: { code: "empty" }, text: "" });
  expect(firstOf(turn)?.failure?.message).toContain(words);
  expect(requests(model)).toHaveLength(1);
  expect(judgesPrompt().match(/<answer-\w+ id=/g)).toHaveLength(1);
});

test("U16: without usage the cost is unknown, and a silently cut prompt is a warning", async () => {
  const question = "Does water boil at every height above the sea? ".repeat(400);
  const { turn } = await turnOf(["no-usage", "cut-prompt", "plain-c"], { question, kind: "local" });
  const [without, cut, whole] = currentAnswers(turn);
  expect(without).toMatchObject({ usage: null, costUsd: null });
  expect(turn.totals.callsOfUnknownCost).toBeGreaterThan(0);
  expect(cut).toMatchObject({ status: "done", contextCut: 2048 });
  expect(whole?.contextCut).toBeUndefined();
});

test("U17: a local server may send its headers after 310 s; other hosts may not", async () => {
  await inMockedTime(async () => {
    const policy = { ...shortPolicy, timers: usualPolicy.timers };
    const local = turnOf(["late-headers"], { kind: "local", policy });
    const remote = turnOf(["hang"], { policy });
    while (requests().length < 2) await nextTick();
    await vi.advanceTimersByTimeAsync(310_000);
    while (release("late-headers") === 0) await nextTick();
    vi.useRealTimers();
    expect(firstOf((await local).turn)).toMatchObject({ status: "done", text: plainAnswer("a") });
    expect(firstOf((await remote).turn)).toMatchObject({ failure: { code: "timeout" } });
  });
});

test("U17: slow tokens outlive every timer that is longer than one of their pauses", async () => {
  const tight = { ...shortPolicy.timers.remote, headersMs: 2000, firstContentMs: 2000, contentIdleMs: 2000 };
  const policy = { ...shortPolicy, timers: { ...shortPolicy.timers, local: tight } };
  const { turn } = await turnOf(["tokens/60/20"], { kind: "local", policy });
  expect(firstOf(turn)).toMatchObject({ status: "done", text: expect.stringContaining("token59") });
});

test("U20: a judge that is down leaves the answers; judging again calls only judge and synthesizer", async () => {
  const { turn } = await turnOf(["plain-a", "plain-b"], { judge: "judge-500", synthesizer: "judge" });
  expect(requests("judge-500").length).toBeGreaterThanOrEqual(3);
  expect(currentVerdict(turn)?.failure?.code).toBe("judge_upstream_error");
  expect(currentVerdict(turn)).toMatchObject({ points: [], finalAnswer: { status: "done" } });
  expect(currentAnswers(turn).map(({ status }) => status)).toEqual(["done", "done"]);
  forget();
  const again = await judgeAgain(turn, { judge: "judge" });
  expect(currentVerdict(again.turn)).toMatchObject({ failure: null });
  expect(new Set(requests().map(({ model }) => model)).has("scripted/plain-a")).toBe(false);
  expect(requests("judge").length).toBeGreaterThan(0);
});

test("U20: a synthesizer that is down leaves answers and analysis; judging again calls only judge and synthesizer", async () => {
  const { turn } = await turnOf(["plain-a", "plain-b"], { synthesizer: "500" });
  expect(requests("500").length).toBeGreaterThanOrEqual(3);
  expect(currentAnswers(turn).map(({ status }) => status)).toEqual(["done", "done"]);
  const verdict = currentVerdict(turn);
  expect(verdict?.points.length).toBeGreaterThan(0);
  expect(verdict).toMatchObject({ failure: null, finalAnswer: { status: "failed", failure: { httpStatus: 500 } } });
  forget();
  const again = await judgeAgain(turn, { judge: "judge", synthesizer: "judge" });
  expect(currentVerdict(again.turn)).toMatchObject({ failure: null, finalAnswer: { status: "done" } });
  expect(new Set(requests().map(({ model }) => model))).toEqual(new Set(["scripted/judge"]));
});

test("U21: one answer of eight is passed on; of none the judge hears nothing", async () => {
  const seven = ["400", "401", "402", "empty", "no-finish", "400-context", "refused"];
  const one = await turnOf([...seven, "plain-h"]);
  expect(one.turn).toMatchObject({ status: "done", totals: { answered: 1, seated: 8 } });
  expect(currentVerdict(one.turn)?.finalAnswer.status).toBe("done");
  forget();
  const none = await turnOf([...seven, "404"]);
  expect(none.turn).toMatchObject({ status: "failed", failure: { code: "all_panels_failed" } });
  expect(requests("judge")).toHaveLength(0);
});
