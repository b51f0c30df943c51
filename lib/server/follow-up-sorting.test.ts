import { expect, test } from "vitest";
import { AskBody } from "@/lib/core/api";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { finished, judge, testPanel, yesNoJudge } from "@/lib/core/test-kit";
import { openTestWork } from "./turns-test-kit";

/** A judge that takes "sure" for doubt about its point, and every other follow-up for another form. */
async function* sorting(request: ModelRequest): AsyncGenerator<ModelChunk> {
  const task = request.messages.at(-1)?.content ?? "";
  const kind = /<request-\w+>\nAre you sure/.test(task)
    ? '{"kind":"point","point":"c1","question":"","reason":"It is doubted."}'
    : '{"kind":"form","point":null,"question":"","reason":"Only shorter."}';
  if (task.includes("TASK: FOLLOW-UP")) yield* [{ type: "text" as const, text: kind }, finished];
  else if (task.includes("TASK: CHANGE OF FORM")) yield* [{ type: "text" as const, text: "Short." }, finished];
  else yield* judge(request);
}

async function judgedConversation() {
  const work = openTestWork({ replies: { ...yesNoJudge, "t:judge": sorting } });
  const { id } = work.conversations.create("");
  async function asked(more: object = {}) {
    const before = work.requests.length;
    const ask = AskBody.parse({ question: "Shorter, please", panel: testPanel(["t:yes", "t:no"]), ...more });
    const { turnId } = await work.turns.start(id, ask, null);
    await work.watch(turnId);
    return { turn: work.turns.state(turnId), models: work.requests.slice(before).map(({ model }) => model) };
  }
  return { ...work, asked };
}

const all = ["t:yes", "t:no", "t:judge", "t:judge"];

test("the first question goes to the panel; a follow-up is sorted first, and a stored state says what it was", async () => {
  const { asked, turnRows } = await judgedConversation();
  expect((await asked()).models).toEqual(all);
  const { turn, models } = await asked();
  expect(models).toEqual(["t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", route: { followUp: "form", reason: "Only shorter." }, asked: ["p3"] });
  expect(turnRows.savedState(turn.id)?.state).toEqual(turn);
  const further = await asked({ question: "Shorter still" });
  expect(further.models).toEqual(["t:judge", "t:judge"]);
  expect(further.turn.route?.prompt).toContain("\nShort.\n");
});

test("the request and the panel can turn it off, and other modes have nothing to sort", async () => {
  const { asked } = await judgedConversation();
  await asked();
  expect((await asked({ followUp: "panel" })).models).toEqual(all);
  const scouting = testPanel(["t:yes", "t:no", "t:yes"], { limits: { scout: true, quorum: "all" } });
  const whole = ["t:yes", "t:no", "t:yes", "t:judge", "t:judge"];
  expect((await asked({ panel: scouting, allAtOnce: true })).models).toEqual(whole);
  const off = testPanel(["t:yes", "t:no"], { synthesizer: { sortsFollowUps: false } });
  expect((await asked({ panel: off })).models).toEqual(all);
  expect((await asked({ panel: off, followUp: "sort" })).models).toEqual(["t:judge", "t:judge"]);
  expect((await asked({ mode: "solo" })).models).toEqual(["t:yes"]);
  expect((await asked({ parentTurnId: null })).models).toEqual(all);
  for (const wrong of [{ followUp: "never" }, { allAtOnce: true, mode: "auto" }])
    expect(AskBody.safeParse({ question: "x", panelId: "two", ...wrong }).success).toBe(false);
});

test("after a point was checked by all of them the panel can be asked the question itself, once", async () => {
  const { asked, turns, watch, requests } = await judgedConversation();
  await asked();
  const { turn } = await asked({ question: "Are you sure?" });
  expect(turn).toMatchObject({ route: { followUp: "point" }, totals: { answered: 2 } });
  expect(turn.asked).toBeUndefined();
  const before = requests.length;
  await turns.askRest(turn.id);
  await watch(turn.id, undefined, turn.lastSeq);
  expect(requests[before]?.messages.at(-1)?.content).toBe("Are you sure?");
  expect(turns.state(turn.id)).toMatchObject({ status: "done", currentVerdictId: "v2" });
  await expect(turns.askRest(turn.id)).rejects.toMatchObject({ failure: { code: "conflict" } });
});
