import { expect, test } from "vitest";
import { PanelistId, VerdictId } from "@/lib/core/ids";
import { judge, testPanel, yesNoJudge } from "@/lib/core/test-kit";
import { finalText } from "@/lib/core/turn";
import { heldReply, openTestWork } from "./turns-test-kit";

const v1 = VerdictId.parse("v1");
const replies = { ...yesNoJudge, "t:other": judge };

async function answeredTurn(panel = testPanel(["t:yes", "t:no"])) {
  const work = openTestWork({ replies });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
  await work.watch(turnId);
  return { ...work, id, turnId };
}

test("judge now judges what is there while the rest still writes; a second time, or with wishes, it is refused", async () => {
  const held = heldReply("So far", " it is not clear to anyone here.");
  const work = openTestWork({ replies: { ...replies, "t:held": held.reply } });
  const panel = testPanel(["t:yes", "t:no", "t:held"], { limits: { quorum: "all" } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
  const refused: unknown[] = [];
  const keep = (error: unknown) => void refused.push(error);
  let isAsked = false;
  await work.watch(turnId, (event) => {
    const answered = work.turns.state(turnId).totals.answered;
    if (answered === 0 && event.type === "answer-started") void work.turns.judgeAgain(turnId).catch(keep);
    if (answered === 2 && !isAsked) {
      isAsked = true;
      void work.turns.judgeAgain(turnId, { judge: "t:other" }).catch(keep);
      void work.turns.judgeAgain(turnId).catch(keep);
    }
    if (event.type !== "verdict-ended") return;
    void work.turns.judgeAgain(turnId).catch(keep);
    held.release();
  });
  const turn = work.turns.state(turnId);
  expect(turn).toMatchObject({
    status: "done",
    verdicts: [{ attempts: { p1: 1, p2: 1 }, judge: { model: "t:judge" } }],
  });
  expect(turn.answers[2]).toMatchObject({ status: "done", late: true });
  const sentences = refused.map((error) => String(error));
  expect(sentences.some((sentence) => sentence.includes("needs two answers"))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes("still running"))).toBe(true);
  expect(sentences.some((sentence) => sentence.includes("judged already"))).toBe(true);
  for (const error of refused) expect(error).toMatchObject({ failure: { code: "conflict", httpStatus: 409 } });
});

test("after two that contradict each other, what the others said so far is judged now", async () => {
  const held = heldReply("So far", " it is not clear to anyone here.");
  const work = openTestWork({ replies: { ...replies, "t:held": held.reply } });
  const panel = testPanel(["t:yes", "t:no", "t:held"], { limits: { scout: true, quorum: "all" } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
  const asked: Promise<void>[] = [];
  await work.watch(turnId, (event) => {
    if (event.type === "answer-delta" && event.panelistId === "p3" && asked.length === 0)
      asked.push(work.turns.judgeAgain(turnId));
    if (event.type === "verdict-ended" && event.verdictId === "v2") held.release();
  });
  await Promise.all(asked);
  const attempts = work.turns.state(turnId).verdicts.map((verdict) => verdict.attempts);
  expect(attempts).toEqual([
    { p1: 1, p2: 1 },
    { p1: 1, p2: 1 },
  ]);
});

test("judging again as wished asks no panelist; unknown seats, foreign providers and empty choices are refused", async () => {
  const strict = testPanel(["t:yes", "t:no", "t:broken"], { dataPolicy: { allowedProviders: ["t"] } });
  const { turns, requests, watch, turnId } = await answeredTurn(strict);
  const before = requests.length;
  const seat = (id: string) => PanelistId.parse(id);
  await expect(turns.judgeAgain(turnId, { panelistIds: [seat("p8")] })).rejects.toMatchObject({
    failure: { code: "invalid_request", httpStatus: 400 },
  });
  await expect(turns.judgeAgain(turnId, { judge: "other:x" })).rejects.toMatchObject({
    failure: { code: "provider_not_allowed", httpStatus: 400 },
  });
  await expect(turns.judgeAgain(turnId, { panelistIds: [seat("p3")] })).rejects.toMatchObject({
    failure: { code: "conflict", httpStatus: 409 },
  });
  expect(requests).toHaveLength(before);
  const seen = turns.state(turnId).lastSeq;
  await turns.judgeAgain(turnId, { judge: "t:other", panelistIds: [seat("p2")] });
  await watch(turnId, undefined, seen);
  expect(requests.slice(before).map((request) => request.model)).toEqual(["t:other", "t:other"]);
  expect(turns.state(turnId).verdicts[1]).toMatchObject({ judge: { model: "t:other" }, leftOut: ["p1"] });
});

test("a chosen verdict is stored, is what follow-ups build on, and leaves the turn closed for whoever follows it", async () => {
  const { turns, turnRows, watch, conversations, turnId, id, ask, requests, log } = await answeredTurn();
  const seen = turns.state(turnId).lastSeq;
  await turns.judgeAgain(turnId, { judge: "t:other" });
  await watch(turnId, undefined, seen);
  const updatedAt = conversations.view(id).updatedAt;
  const chosen = turns.chooseVerdict(turnId, v1);
  expect(chosen).toMatchObject({ status: "done", currentVerdictId: "v1", lastSeq: log.lastSeq(turnId) });
  expect(turns.state(turnId)).toEqual(chosen);
  expect(turnRows.savedState(turnId)?.state).toEqual(chosen);
  expect(conversations.view(id).updatedAt).toBe(updatedAt);
  expect((await watch(turnId)).at(-1)?.type).toBe("verdict-chosen");
  turns.chooseVerdict(turnId, v1);
  expect(log.lastSeq(turnId)).toBe(chosen.lastSeq);
  expect(() => turns.chooseVerdict(turnId, VerdictId.parse("v9"))).toThrow("no such verdict");
  expect(() => turns.chooseVerdict("unknown", v1)).toThrow("no such turn");
  const next = await turns.start(id, { ...ask, question: "And then?" }, null);
  expect(() => turns.chooseVerdict(next.turnId, v1)).toThrow("no such verdict");
  await watch(next.turnId);
  const sent = requests.find((request) => request.messages.at(-1)?.content === "And then?");
  expect(sent?.messages.at(-2)?.content).toBe(finalText(chosen)?.replace(/ ?⟦c\d⟧/g, ""));
});

test("no verdict is chosen while its turn runs", async () => {
  const { turns, turnId, watch } = await answeredTurn();
  const seen = turns.state(turnId).lastSeq;
  await turns.judgeAgain(turnId);
  expect(() => turns.chooseVerdict(turnId, v1)).toThrow("still running");
  await watch(turnId, undefined, seen);
  expect(turns.state(turnId).currentVerdictId).toBe("v2");
});
