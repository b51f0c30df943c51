import { expect, test } from "vitest";
import { handClock, yesNoJudge } from "@/lib/core/test-kit";
import { currentAnswers } from "@/lib/core/turn";
import { storageFailure } from "./storage-failure";
import { inTurn, turnInScope } from "./turn-scope";
import { heldReply, openTestWork } from "./turns-test-kit";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A turn that waits in the middle of an answer, and a disk with no room for one page more. */
async function onFullDisk() {
  const clock = handClock();
  const held = heldReply("So far", ` ${"and more ".repeat(4000)}`);
  const work = openTestWork({ clock, replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const answered = Promise.withResolvers<void>();
  const watching = work.watch(turnId, (event) => {
    if (event.type === "answer-ended") answered.resolve();
  });
  await answered.promise;
  const pages = Number(work.db.$client.pragma("page_count", { simple: true }));
  work.db.$client.pragma(`max_page_count = ${pages}`);
  held.release();
  await watching;
  return { ...work, clock, turnId, conversationId: id, free: () => work.db.$client.pragma("max_page_count = 1000000") };
}

test("a turn whose words the disk does not take fails with the reason, and nothing it said is lost once there is room", async () => {
  const { turns, turnId, clock, free, log, watch, conversationId, ask } = await onFullDisk();
  const failure = { code: "storage_failed", message: "The disk of the data folder is full.", httpStatus: 507 };
  expect(turns.state(turnId)).toMatchObject({ status: "failed", failure });
  expect(turns.isRunning(turnId)).toBe(false);
  expect(log.isClosed(turnId)).toBe(false);
  await expect(turns.start(conversationId, ask, null)).rejects.toMatchObject({ code: "SQLITE_FULL" });

  free();
  clock.advance(2000);
  await settle();
  expect(log.isClosed(turnId)).toBe(true);
  const turn = turns.state(turnId);
  expect(turn).toMatchObject({ status: "failed", failure });
  expect(currentAnswers(turn)[1]?.text).toMatch(/^So far and more .*and more $/);
  expect((await watch(turnId)).map(({ seq }) => seq)).toEqual(Array.from({ length: turn.lastSeq }, (_, i) => i + 1));
  const next = await turns.start(conversationId, ask, null);
  expect(next.turnId).not.toBe(turnId);
});

test("what SQLite says is told in words for people; anything else is no failure of the disk", () => {
  const failureFor = (code: string) => storageFailure(Object.assign(new Error("secret words"), { code }));
  expect(failureFor("SQLITE_READONLY_DBMOVED")).toMatchObject({ code: "storage_failed", httpStatus: 503 });
  expect(failureFor("SQLITE_BUSY")?.message).toBe("Another program has locked the database.");
  expect(failureFor("SQLITE_IOERR_WRITE")?.message).not.toContain("secret");
  expect(
    storageFailure(new Error("wrapped", { cause: Object.assign(new Error(""), { code: "SQLITE_FULL" }) })),
  ).not.toBeNull();
  expect(failureFor("SQLITE_CONSTRAINT_UNIQUE")).toBeNull();
  expect(failureFor("ECONNRESET")).toBeNull();
});

test("an error that nobody caught ends the turn it came from, and no other", async () => {
  const scopes: (string | null)[] = [];
  const held = heldReply("So far");
  async function* careless() {
    setTimeout(() => scopes.push(turnInScope()), 0);
    yield { type: "text" as const, text: "Yes." };
    await new Promise(() => {});
  }
  const work = openTestWork({ replies: { "t:yes": careless, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const other = work.conversations.create("");
  const second = await work.turns.start(other.id, work.ask, null);
  while (scopes.length < 2) await settle();
  expect(scopes).toEqual([turnId, second.turnId]);
  expect(turnInScope()).toBeNull();
  expect(inTurn("one", turnInScope)).toBe("one");

  work.turns.breakOff(turnId, new Error("private words"));
  expect(work.turns.state(turnId)).toMatchObject({ status: "failed", failure: { code: "unexpected_error" } });
  expect(work.turns.state(second.turnId).status).toBe("running");
  expect(work.lines.join("")).not.toContain("private words");
  work.turns.shutDown();
});
