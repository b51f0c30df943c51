import { expect, test } from "vitest";
import { yesNoJudge } from "@/lib/core/test-kit";
import { currentAnswers } from "@/lib/core/turn";
import { heldReply, openTestWork } from "./turns-test-kit";

/** A process that starts a turn and is then gone, as after kill -9: nothing of it is tidied up. */
async function crashedTurn(replies: NonNullable<Parameters<typeof openTestWork>[0]>["replies"], until: string) {
  const work = openTestWork({ replies: { ...yesNoJudge, ...replies } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const reached = Promise.withResolvers<void>();
  void work.watch(turnId, (event) => {
    if (event.type === until) reached.resolve();
  });
  await reached.promise;
  return { ...work, turnId };
}

test("a turn that was running in a process that is gone is interrupted; what was written stays", async () => {
  const held = heldReply("So far");
  const crashed = await crashedTurn({ "t:no": held.reply }, "answer-ended");
  const { turns, turnRows, log, epoch, watch } = openTestWork({ folder: crashed.folder });
  expect(epoch).toBe(crashed.epoch + 1);
  const turn = turns.state(crashed.turnId);
  expect(turn.status).toBe("interrupted");
  expect(currentAnswers(turn).map(({ status, text }) => [status, text])).toEqual([
    ["done", yesNoJudge["t:yes"]],
    ["failed", "So far"],
  ]);
  expect(currentAnswers(turn)[1]?.failure).toMatchObject({ code: "interrupted", retryable: true });
  expect(log.isClosed(crashed.turnId)).toBe(true);
  expect(turnRows.find(crashed.turnId)?.status).toBe("interrupted");
  expect((await watch(crashed.turnId)).at(-1)?.type).toBe("turn-interrupted");
});

test("a judging that was cut off is settled too, so that nothing waits for ever", async () => {
  const held = heldReply("");
  const crashed = await crashedTurn({ "t:judge": held.reply }, "verdict-started");
  const turn = openTestWork({ folder: crashed.folder }).turns.state(crashed.turnId);
  expect(turn.verdicts[0]).toMatchObject({
    status: "failed",
    failure: { code: "interrupted" },
    finalAnswer: { status: "failed", failure: { code: "interrupted" } },
  });
});

test("an interrupted turn can be judged again, and its panelist asked again", async () => {
  const held = heldReply("So far");
  const crashed = await crashedTurn({ "t:no": held.reply }, "answer-ended");
  const { turns, watch } = openTestWork({ folder: crashed.folder });
  await turns.judgeAgain(crashed.turnId);
  await watch(crashed.turnId);
  const turn = turns.state(crashed.turnId);
  expect(turn.status).toBe("done");
  expect(turn.verdicts.at(-1)?.finalAnswer.status).toBe("done");
});

test("a closed turn is left as it is, and a second start changes nothing more", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  const last = work.log.lastSeq(turnId);
  const again = openTestWork({ folder: work.folder });
  expect(again.log.lastSeq(turnId)).toBe(last);
  expect(again.turns.state(turnId)).toEqual(work.turns.state(turnId));
});
