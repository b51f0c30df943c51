import { expect, test } from "vitest";
import { ModelName, PointId, TurnId, VerdictId } from "@/lib/core/ids";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { fail, finished, no, yes } from "@/lib/core/test-kit";
import { heldReply, openTestWork } from "./turns-test-kit";

const v1 = VerdictId.parse("v1");

/** A judge that holds with the yes-sayer, and a final answer that says so. */
async function* deciding(request: ModelRequest): AsyncGenerator<ModelChunk> {
  const prompt = request.messages.at(-1)?.content ?? "";
  const labelOf = (start: string) => new RegExp(`id="([AB])"[^>]*>\n${start}`).exec(prompt)?.[1];
  const views = [
    { by: labelOf("Yes"), quote: "the tide turns twice a day", says: "twice" },
    { by: labelOf("No"), quote: "the tide never turns here", says: "never" },
  ];
  const line = { kind: "contradictions", topic: "The tide", weight: 3, views, favors: [labelOf("Yes")] };
  const text = prompt.includes("TASK: FINAL ANSWER")
    ? "It turns twice each and every day. ⟦c1⟧ Ask a pilot."
    : `${JSON.stringify({ ...line, basis: "reasoning", why: "Tides do." })}\n{"kind":"end","n":1}\n`;
  yield { type: "text", text };
  yield finished;
}

const replies = { "t:yes": yes, "t:no": no, "t:judge": deciding };
const decided = [{ topic: "The tide", says: "twice", quote: "It turns twice each and every day" }];

async function firstTurn(work: ReturnType<typeof openTestWork>) {
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  return { id, turnId: TurnId.parse(turnId) };
}

test("a follow-up's start holds what its parent decided, and only its parent, and no panelist is told", async () => {
  const work = openTestWork({ replies });
  const { turns, ask, watch, requests, log } = work;
  const { id, turnId } = await firstTurn(work);
  expect(turns.state(turnId)).not.toHaveProperty("previous");
  const other = await turns.start(id, { ...ask, question: "Something else?", parentTurnId: null }, null);
  await watch(other.turnId);
  expect(turns.state(other.turnId)).not.toHaveProperty("previous");
  const seen = requests.length;
  const next = await turns.start(id, { ...ask, question: "And then?", parentTurnId: turnId }, null);
  const [started] = await watch(next.turnId);
  expect(started).toMatchObject({ type: "turn-started", previous: decided });
  expect(log.lastSeq(next.turnId)).toBeGreaterThan(1);
  expect(turns.state(next.turnId)).toMatchObject({ status: "done", previous: decided });
  const sent = requests.slice(seen);
  const toldP = sent.filter(({ messages }) => messages.at(-1)?.content.includes('id="P">\n{"topic":"The tide"'));
  expect(toldP.map(({ model }) => model)).toEqual(["t:judge", "t:judge"]);
  expect(JSON.stringify(sent.filter(({ model }) => model !== "t:judge"))).not.toContain("The tide");
});

test("the verdict that is current counts, with what the user ruled on it; without an analysis there is nothing", async () => {
  const work = openTestWork({ replies: { ...replies, "t:other": fail("rate_limited", "") } });
  const { turns, ask, watch } = work;
  const { id, turnId } = await firstTurn(work);
  const seen = turns.state(turnId).lastSeq;
  await turns.judgeAgain(turnId, { judge: ModelName.parse("t:other"), synthesizer: ModelName.parse("t:judge") });
  await watch(turnId, undefined, seen);
  expect(turns.state(turnId).verdicts[1]).toMatchObject({ failure: {}, finalAnswer: { status: "done" } });
  const askNext = async () => {
    const next = await turns.start(id, { ...ask, question: "And then?", parentTurnId: turnId }, null);
    await watch(next.turnId);
    return turns.state(next.turnId);
  };
  expect(await askNext()).not.toHaveProperty("previous");
  turns.chooseVerdict(turnId, v1);
  const pointId = PointId.parse(turns.state(turnId).verdicts[0]?.points[0]?.id);
  turns.rule(turnId, { verdictId: v1, pointId, ruling: { pointId, decision: "both", panelistIds: [] } });
  expect((await askNext()).previous).toMatchObject([{ ruling: expect.stringContaining("both positions") }]);
});

test("a parent that failed leaves nothing", async () => {
  const { reply, release } = heldReply("");
  release();
  const work = openTestWork({ replies: { "t:yes": reply, "t:no": fail("rate_limited", ""), "t:judge": deciding } });
  const { id, turnId } = await firstTurn(work);
  expect(work.turns.state(turnId).status).toBe("failed");
  const next = await work.turns.start(id, { ...work.ask, question: "And then?" }, null);
  await work.watch(next.turnId);
  expect(work.turns.state(next.turnId)).not.toHaveProperty("previous");
});
