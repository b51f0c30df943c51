import { expect, test } from "vitest";
import { CreateTokenBody } from "@/lib/core/api-tokens";
import type { ModelChunk } from "@/lib/core/model";
import { handClock, yesNoJudge } from "@/lib/core/test-kit";
import { createProgramTurns } from "./program-turns";
import type { Program } from "./programs";
import { heldReply, openTestWork } from "./turns-test-kit";

const day = 24 * 3_600_000;
const program: Program = { client: "CI", tokenId: null, keepsHistory: true, mayRead: false };

function openPrograms(options: Parameters<typeof openTestWork>[0] = {}) {
  const work = openTestWork(options);
  let ids = 0;
  const programTurns = createProgramTurns({ ...work, newId: () => `of-program-${++ids}` });
  const asked = { ask: work.ask, context: [], idempotencyKey: null };
  const tokenWith = (input: object) =>
    work.tokens.create(CreateTokenBody.parse({ name: "CI", scopes: ["ask"], ...input })).token;
  return { ...work, programTurns, asked, tokenWith };
}

test("calls of one program are turns of one conversation with its name, also at the same time", async () => {
  const held = heldReply("Yes");
  const { programTurns, asked, watch, conversations, requests } = openPrograms({
    replies: { ...yesNoJudge, "t:yes": held.reply },
  });
  const context = [{ role: "user" as const, content: "Earlier?" }];
  const first = await programTurns.start(program, { ...asked, context });
  const second = await programTurns.start(program, asked);
  expect(second.conversationId).toBe(first.conversationId);
  held.release();
  await Promise.all([watch(first.turnId), watch(second.turnId)]);
  const view = conversations.view(first.conversationId);
  expect(view).toMatchObject({ title: "CI", client: "CI" });
  expect(view.turns.map(({ id, parentTurnId }) => [id, parentTurnId])).toEqual([
    [first.turnId, null],
    [second.turnId, null],
  ]);
  const told = requests.filter(({ messages }) => JSON.stringify(messages).includes("Earlier?"));
  expect(new Set(told.map(({ sessionId }) => sessionId)).size).toBe(1);
  expect(conversations.list({}).conversations.map(({ id }) => id)).toEqual([first.conversationId]);
});

test("another program, another token of the same name, another day: another conversation", async () => {
  const clock = handClock();
  const { programTurns, asked, tokenWith } = openPrograms({ clock });
  const start = async (who: Program) => (await programTurns.start(who, asked)).conversationId;
  const ids = [
    await start(program),
    await start({ ...program, client: "Other" }),
    await start({ ...program, tokenId: tokenWith({}).id }),
  ];
  expect(await start(program)).toBe(ids[0]);
  clock.advance(day);
  ids.push(await start(program));
  expect(new Set(ids).size).toBe(4);
});

test("after 40 turns a new conversation begins", async () => {
  const { programTurns, asked, db } = openPrograms();
  const { conversationId, turnId } = await programTurns.start(program, asked);
  const copy = db.$client.prepare(
    "insert into turns (id, conversation_id, question, mode, panel, status, epoch, created_at) select ? || id, conversation_id, question, mode, panel, 'done', epoch, created_at from turns where id = ?",
  );
  for (let count = 0; count < 38; count++) copy.run(`copy${count}-`, turnId);
  expect((await programTurns.start(program, asked)).conversationId).toBe(conversationId);
  expect((await programTurns.start(program, asked)).conversationId).not.toBe(conversationId);
});

test("the same key of the same program gives the same turn", async () => {
  const clock = handClock();
  const { programTurns, asked } = openPrograms({ clock });
  const keyed = { ...asked, idempotencyKey: "k1" };
  const first = await programTurns.start(program, keyed);
  // Also when a new conversation has begun since.
  clock.advance(day);
  expect(await programTurns.start(program, keyed)).toEqual(first);
  expect((await programTurns.start({ ...program, client: "Other" }, keyed)).turnId).not.toBe(first.turnId);
});

test("without history turns are not listed or found, can be opened, and go a day after the last one", async () => {
  const clock = handClock();
  const { programTurns, asked, conversations } = openPrograms({ clock });
  const quiet = { ...program, keepsHistory: false };
  const { conversationId } = await programTurns.start(quiet, asked);
  expect((await programTurns.start(program, asked)).conversationId).not.toBe(conversationId);
  const listed = () =>
    [conversations.list({}), conversations.list({ q: "CI" })].map((page) => page.conversations.length);
  expect(listed()).toEqual([1, 1]);
  clock.advance(day - 1);
  await programTurns.start(quiet, asked);
  clock.advance(day);
  programTurns.sweep();
  expect(conversations.view(conversationId).turns).toHaveLength(2);
  clock.advance(1);
  programTurns.sweep();
  expect(() => conversations.view(conversationId)).toThrow("There is no such conversation.");
  expect(listed()).toEqual([1, 1]);
});

test("a program sees its own turns, and those of others only if it may read", async () => {
  const { programTurns, asked, conversations, turns, ask } = openPrograms();
  const { turnId } = await programTurns.start(program, asked);
  const mine = await turns.start(conversations.create("").id, ask, null);
  const other = { ...program, client: "Other" };
  expect([programTurns.maySee(program, turnId), programTurns.maySee(other, turnId)]).toEqual([true, false]);
  expect([
    programTurns.maySee(program, mine.turnId),
    programTurns.maySee({ ...other, mayRead: true }, mine.turnId),
  ]).toEqual([false, true]);
  expect(programTurns.maySee({ ...program, mayRead: true }, "none")).toBe(false);
});

test("what a turn costs is booked on its token while it runs, and the cap stops further calls of all its turns", async () => {
  const { programTurns, asked, tokenWith, tokens, watch, turns } = openPrograms({
    replies: {
      ...yesNoJudge,
      "t:yes": paidReply("Yes.", 0.4),
      "t:no": paidReply("No.", 0.7),
    },
  });
  const token = tokenWith({ capUsd: 1 });
  const paid = { ...program, tokenId: token.id };
  const { turnId } = await programTurns.start(paid, asked);
  await watch(turnId);
  const state = turns.state(turnId);
  expect(state.answers.map(({ status }) => status)).toEqual(["done", "done"]);
  expect(state.verdicts[0]?.failure?.message).toContain("has reached its spending cap of $1.00 a month");
  expect(tokens.list()[0]?.spentUsd).toEqual({ month: 1.1, total: 1.1 });
});

test("a person who goes on with a turn of a program does not spend its token", async () => {
  const { programTurns, asked, tokenWith, tokens, watch, turns } = openPrograms();
  const token = tokenWith({});
  const { turnId } = await programTurns.start({ ...program, tokenId: token.id }, asked);
  await watch(turnId);
  const before = tokens.list()[0]?.spentUsd.total ?? 0;
  expect(before).toBeCloseTo(turns.state(turnId).totals.costUsd ?? 0, 6);
  await turns.judgeAgain(turnId);
  await watch(turnId);
  expect(turns.state(turnId).verdicts).toHaveLength(2);
  expect(tokens.list()[0]?.spentUsd.total).toBe(before);
});

test("a revoked token's turns are stopped", async () => {
  const { programTurns, asked, tokenWith, watch, turns } = openPrograms({
    replies: { ...yesNoJudge, "t:yes": heldReply("Yes").reply },
  });
  const token = tokenWith({});
  const paid = await programTurns.start({ ...program, tokenId: token.id }, asked);
  const other = await programTurns.start(program, asked);
  turns.stopToken(token.id);
  await watch(paid.turnId);
  expect([turns.state(paid.turnId).status, turns.state(other.turnId).status]).toEqual(["stopped", "running"]);
  turns.stop(other.turnId);
});

function paidReply(text: string, costUsd: number) {
  return async function* reply(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text };
    yield { type: "finished", finish: "stop", usage: null, costUsd, resolvedModel: "m" };
  };
}
