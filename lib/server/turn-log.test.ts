import { expect, test } from "vitest";
import { openTestWork } from "./turns-test-kit";

test("the log tells a turn and each call of it by id, and nothing of what was asked or answered", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.logger.within({ requestId: "r-42" }, () => work.turns.start(id, work.ask, null));
  await work.watch(turnId);
  const lines = work.lines.map((line): Record<string, unknown> => JSON.parse(line));
  const told = (message: string) => lines.filter((line) => line.message === message);
  expect(told("A turn began.")).toMatchObject([{ level: "info", turnId, conversationId: id, panelists: 2 }]);
  expect(told("A panelist was asked.").map(({ callId }) => callId)).toEqual(["p1/1", "p2/1"]);
  expect(told("A panelist answered.")).toMatchObject([
    { callId: expect.stringMatching(/^p[12]\/1$/), status: "done", ms: expect.any(Number) },
    { callId: expect.stringMatching(/^p[12]\/1$/), status: "done", ms: expect.any(Number) },
  ]);
  expect(told("A turn ended.")).toMatchObject([{ turnId }]);
  expect(lines.filter((line) => line.turnId === turnId).every(({ requestId }) => requestId === "r-42")).toBe(true);
  expect(work.lines.join("")).not.toMatch(/Is it so/);
});
