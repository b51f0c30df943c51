import { expect, test } from "vitest";
import { JudgeBody } from "@/lib/core/api";
import { foldEvents } from "@/lib/core/apply-event";
import { PointId, VerdictId } from "@/lib/core/ids";
import type { Ruling } from "@/lib/core/ruling";
import { fail, testPanel, twoPanelists, yesNoJudge } from "@/lib/core/test-kit";
import { currentVerdict } from "@/lib/core/turn";
import { heldReply, openTestWork } from "./turns-test-kit";

const v1 = VerdictId.parse("v1");
const c1 = PointId.parse("c1");
const [p1] = twoPanelists.panelists.map(({ id }) => id);
const drop: Ruling = { pointId: c1, decision: "drop", panelistIds: [] };
const side: Ruling = { pointId: c1, decision: "side", panelistIds: p1 ? [p1] : [] };
const about = { verdictId: v1, pointId: c1 };
const badRequest = { failure: { code: "invalid_request", httpStatus: 400 } };
const conflict = { failure: { code: "conflict", httpStatus: 409 } };

async function judgedTurn(panel = testPanel(["t:yes", "t:no"]), replies: Parameters<typeof openTestWork>[0] = {}) {
  const work = openTestWork({ replies: yesNoJudge, ...replies });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
  await work.watch(turnId);
  return { ...work, turnId, seen: () => work.turns.state(turnId).lastSeq };
}

/** What a call throws. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}

test("a ruling is stored, leaves the turn closed for whoever follows it, and is taken back", async () => {
  const { turns, turnRows, turnId, log, watch } = await judgedTurn();
  const ruled = turns.rule(turnId, { ...about, ruling: side });
  expect(ruled).toMatchObject({ status: "done", verdicts: [{ points: [{ id: "c1", ruling: side }] }] });
  expect(turns.state(turnId)).toEqual(ruled);
  expect(turnRows.savedState(turnId)?.state).toEqual(ruled);
  expect((await watch(turnId)).at(-1)).toMatchObject({ type: "point-ruled", ruling: side });
  turns.rule(turnId, { ...about, ruling: side });
  expect(log.lastSeq(turnId)).toBe(ruled.lastSeq);
  const back = turns.rule(turnId, { ...about, ruling: null });
  expect(back.verdicts[0]?.points[0]).not.toHaveProperty("ruling");
  turns.rule(turnId, { ...about, ruling: null });
  expect(log.lastSeq(turnId)).toBe(back.lastSeq);
});

test("what was ruled and replied is there after a restart", async () => {
  const replies = { "t:yes": "HOLD\nMine.", "t:no": "CONCEDE\nTheirs." };
  const first = await judgedTurn();
  const again = openTestWork({ folder: first.folder, replies });
  again.turns.rule(first.turnId, { ...about, ruling: drop });
  const seen = again.turns.state(first.turnId).lastSeq;
  await again.turns.askRebuttal(first.turnId, about);
  await again.watch(first.turnId, undefined, seen);
  const stored = again.turns.state(first.turnId);
  const third = openTestWork({ folder: first.folder, replies });
  expect(third.turns.state(first.turnId)).toEqual(stored);
  const point = stored.verdicts[0]?.points[0];
  expect(point).toMatchObject({ ruling: drop, rebuttal: { status: "done" } });
  expect(new Set(point?.views.map(({ stance }) => stance)).size).toBe(1);
});

test("rulings and rebuttals that fit nothing are refused, and nothing is stored", async () => {
  const { turns, turnId, seen } = await judgedTurn();
  const before = seen();
  const v9 = VerdictId.parse("v9");
  const c9 = PointId.parse("c9");
  const refused = [
    () => turns.rule(turnId, { verdictId: v9, pointId: c1, ruling: drop }),
    () => turns.rule(turnId, { verdictId: v1, pointId: c9, ruling: { ...drop, pointId: c9 } }),
    () => turns.rule(turnId, { verdictId: v1, pointId: c9, ruling: null }),
    () => turns.rule(turnId, { ...about, ruling: { ...drop, pointId: c9 } }),
  ];
  for (const call of refused) expect(thrownBy(call)).toMatchObject(badRequest);
  await expect(turns.askRebuttal(turnId, { verdictId: v9, pointId: c1 })).rejects.toMatchObject(badRequest);
  await expect(turns.askRebuttal(turnId, { verdictId: v1, pointId: c9 })).rejects.toMatchObject(badRequest);
  await expect(turns.judgeAgain(turnId, { rulings: [drop, drop] })).rejects.toMatchObject(badRequest);
  await expect(turns.judgeAgain(turnId, { rulings: [{ ...drop, pointId: c9 }] })).rejects.toMatchObject(badRequest);
  expect(thrownBy(() => turns.rule("unknown", { ...about, ruling: drop }))).toMatchObject({
    failure: { code: "not_found" },
  });
  expect(seen()).toBe(before);
});

test("a point that is no contradiction can be dropped and nothing else, and nobody is asked about it", async () => {
  const agreeing = { ...yesNoJudge, "t:no": yesNoJudge["t:yes"] };
  const { turns, turnId, seen } = await judgedTurn(testPanel(["t:yes", "t:no"]), { replies: agreeing });
  expect(currentVerdict(turns.state(turnId))?.points).toMatchObject([{ id: "c1", kind: "consensus" }]);
  const before = seen();
  for (const ruling of [side, { ...drop, decision: "both" as const }, { ...drop, decision: "unresolved" as const }]) {
    expect(thrownBy(() => turns.rule(turnId, { ...about, ruling }))).toMatchObject(badRequest);
  }
  await expect(turns.askRebuttal(turnId, about)).rejects.toMatchObject(badRequest);
  expect(seen()).toBe(before);
  expect(turns.rule(turnId, { ...about, ruling: drop }).verdicts[0]?.points[0]?.ruling).toEqual(drop);
});

test("while a turn runs nothing is ruled and nobody is asked a second time", async () => {
  const held = heldReply("HOLD\nMine.");
  const first = await judgedTurn();
  const { turns, watch } = openTestWork({
    folder: first.folder,
    replies: { "t:yes": held.reply, "t:no": "CONCEDE\nTheirs.", "t:judge": yesNoJudge["t:judge"] },
  });
  const seen = turns.state(first.turnId).lastSeq;
  await turns.askRebuttal(first.turnId, about);
  expect(thrownBy(() => turns.rule(first.turnId, { ...about, ruling: drop }))).toMatchObject(conflict);
  await expect(turns.askRebuttal(first.turnId, about)).rejects.toMatchObject(conflict);
  await expect(turns.judgeAgain(first.turnId, { rulings: [] })).rejects.toMatchObject(conflict);
  await expect(turns.judgeAgain(first.turnId)).rejects.toThrow(
    "Panelists are being asked about a point. Judge again when the turn is done.",
  );
  held.release();
  const events = await watch(first.turnId, undefined, seen);
  expect(events.map(({ type }) => type)).toEqual([
    "turn-reopened",
    "rebuttal-started",
    "rebuttal-replied",
    "rebuttal-replied",
    "rebuttal-ended",
    "turn-ended",
  ]);
});

test("a server that stops in the middle of a rebuttal ends the round with what was said", async () => {
  const held = heldReply("HOLD\nMine.");
  const first = await judgedTurn();
  const { turns, watch } = openTestWork({
    folder: first.folder,
    replies: { "t:yes": held.reply, "t:no": "CONCEDE\nTheirs." },
  });
  const seen = turns.state(first.turnId).lastSeq;
  await turns.askRebuttal(first.turnId, about);
  await watch(first.turnId, (event) => event.type === "rebuttal-replied" && turns.shutDown(), seen);
  const turn = openTestWork({ folder: first.folder }).turns.state(first.turnId);
  expect(turn.status).toBe("interrupted");
  expect(turn.verdicts[0]?.points[0]?.rebuttal).toMatchObject({ status: "done", replies: [{ position: "concedes" }] });
});

test("a final answer is written anew only from an analysis; foreign models are refused", async () => {
  const strict = testPanel(["t:yes", "t:no"], { dataPolicy: { allowedProviders: ["t"] } });
  const { turns, turnId, requests, watch, seen } = await judgedTurn(strict);
  await expect(turns.judgeAgain(turnId, { rulings: [], synthesizer: "other:x" })).rejects.toMatchObject({
    failure: { code: "provider_not_allowed", httpStatus: 400 },
  });
  const before = { requests: requests.length, seq: seen() };
  await turns.judgeAgain(turnId, { rulings: [side] });
  await watch(turnId, undefined, before.seq);
  expect(requests.slice(before.requests).map(({ model }) => model)).toEqual(["t:judge"]);
  expect(currentVerdict(turns.state(turnId))).toMatchObject({ id: "v2", basedOn: "v1", rulings: [side] });
  const unjudged = await judgedTurn(strict, { replies: { ...yesNoJudge, "t:judge": fail("rate_limited", "") } });
  await expect(unjudged.turns.judgeAgain(unjudged.turnId, { rulings: [] })).rejects.toMatchObject(conflict);
});

test("panelists from a provider that is not allowed any more are not asked", async () => {
  const { turns, turnId, turnRows, requests, seen } = await judgedTurn();
  const turn = turns.state(turnId);
  const panel = { ...turn.panel, dataPolicy: { ...turn.panel.dataPolicy, allowedProviders: ["elsewhere"] } };
  turnRows.saveState({ ...turn, panel });
  const before = requests.length;
  await expect(turns.askRebuttal(turnId, about)).rejects.toMatchObject({
    failure: { code: "provider_not_allowed", httpStatus: 400 },
  });
  expect(requests).toHaveLength(before);
  expect(seen()).toBe(turn.lastSeq);
});

test("a decision in the very moment in which a turn is opened again is kept, and the opening is refused", async () => {
  const { turns, turnId, log } = await judgedTurn();
  const opening = turns.judgeAgain(turnId, { rulings: [] });
  const ruled = turns.rule(turnId, { ...about, ruling: side });
  await expect(opening).rejects.toMatchObject(conflict);
  expect(turns.state(turnId)).toEqual(ruled);
  expect(foldEvents(log.readAll(turnId))).toEqual(ruled);
  const asking = turns.askRebuttal(turnId, about);
  await expect(turns.askRebuttal(turnId, about)).rejects.toMatchObject(conflict);
  await asking;
});

test("only decisions that go along can be said to bind; one that has changed is refused, and nothing is stored", async () => {
  const { turns, turnId, seen, watch } = await judgedTurn();
  turns.rule(turnId, { ...about, ruling: drop });
  const before = seen();
  const body = JudgeBody.parse({ carried: ["Made up."] });
  await expect(turns.judgeAgain(turnId, body)).rejects.toMatchObject(badRequest);
  await expect(turns.judgeAgain(turnId, { ...body, rulings: [] })).rejects.toMatchObject(badRequest);
  expect(seen()).toBe(before);
  await turns.judgeAgain(turnId, JudgeBody.parse({ carried: [] }));
  await watch(turnId, undefined, before);
  expect(currentVerdict(turns.state(turnId))).not.toHaveProperty("carried");
  expect(JudgeBody.safeParse({ carried: "all" }).success).toBe(false);
});
