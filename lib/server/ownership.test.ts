import { expect, test } from "vitest";
import { currentOwner } from "@/db/instance";
import { yesNoJudge } from "@/lib/core/test-kit";
import { heldReply, openTestWork } from "./turns-test-kit";

/** A turn whose second panelist waits, and its first has answered. */
async function heldTurn() {
  const held = heldReply("So far", " and more");
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const answered = Promise.withResolvers<void>();
  const watching = work.watch(turnId, (event) => {
    if (event.type === "answer-ended") answered.resolve();
  });
  await answered.promise;
  return { ...work, held, turnId, conversationId: id, watching };
}

test("a process whose epoch is over changes nothing any more, ends its calls and learns of it", async () => {
  const hung = await heldTurn();
  const next = openTestWork({ folder: hung.folder });
  expect(next.epoch).toBe(hung.epoch + 1);
  const rows = () => next.log.readAll(hung.turnId);
  const before = rows();
  expect(before.at(-1)?.type).toBe("turn-interrupted");

  // The process that hung wakes up: its model goes on, a person writes.
  hung.held.release();
  await hung.lost;
  await hung.watching;
  await expect(hung.turns.start(hung.conversationId, hung.ask, null)).rejects.toThrow(/restarting/i);
  expect(() => hung.log.append(hung.turnId, [{ type: "turn-ended", at: 1 }])).toThrow(/epoch/i);
  expect(rows()).toEqual(before);
  expect(hung.requests.filter(({ model }) => model === "t:no").every(({ signal }) => signal.aborted)).toBe(true);
  expect(next.turnRows.ofConversation(hung.conversationId)).toHaveLength(1);
});

test("an owner that ends in order leaves the folder to the next, one whose epoch is over does not", async () => {
  const first = openTestWork();
  expect(currentOwner(first.db)).toMatchObject({ host: "test", pid: process.pid });
  const second = openTestWork({ folder: first.folder });
  first.ownership.release();
  expect(currentOwner(second.db)).not.toBeNull();
  second.ownership.release();
  expect(currentOwner(second.db)).toBeNull();
});
