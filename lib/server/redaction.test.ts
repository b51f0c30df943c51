import { expect, test } from "vitest";
import { createLog } from "./log";
import { createRedaction } from "./redaction";

test("a log line holds no secret: not by value in any spelling, not by its looks", () => {
  const lines: string[] = [];
  const redaction = createRedaction();
  const keys = ['pass "word" of this house', "tvly/odd+key"];
  redaction.know(() => keys);
  const log = createLog("info", (line) => lines.push(line), redaction.clean);
  log.info("A call failed.", { words: 'wrong: pass "word" of this house', url: "/?key=tvly%2Fodd%2Bkey" });
  log.error("Another.", {
    words: `Authorization: Bearer abcdef123456, sk-proj-${"ab1".repeat(4)} and AIzaSyA1234567890123456789`,
  });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "info", words: "wrong: [key]", url: "/?key=[key]" },
    { level: "error", words: "Authorization: [key], [key] and [key]" },
  ]);
});

test("a key that was added while Parley runs is known at once", () => {
  const redaction = createRedaction();
  const keys: string[] = [];
  redaction.know(() => keys);
  expect(redaction.clean("hunter2 hunter2")).toBe("hunter2 hunter2");
  keys.push("hunter2");
  expect(redaction.clean("hunter2 hunter2")).toBe("[key] [key]");
});

test("when the keys cannot be read any longer, those that were known stay hidden", () => {
  const redaction = createRedaction();
  let isBroken = false;
  redaction.know(() => {
    if (isBroken) throw new Error("disk I/O error");
    return ["hunter2"];
  });
  expect(redaction.clean("hunter2")).toBe("[key]");
  isBroken = true;
  expect(redaction.clean("hunter2")).toBe("[key]");
});

test("what a request started carries its id, also after the request is over", async () => {
  const lines: { message: string; requestId?: string; turnId?: string }[] = [];
  const log = createLog("debug", (line) => lines.push(JSON.parse(line)));
  const over = Promise.withResolvers<void>();
  const work = log.within({ requestId: "r1" }, async () => {
    await over.promise;
    log.within({ turnId: "t1" }, () => log.info("inside"));
  });
  log.info("outside");
  over.resolve();
  await work;
  expect(lines).toMatchObject([{ message: "outside" }, { message: "inside", requestId: "r1", turnId: "t1" }]);
  expect(lines[0]).not.toHaveProperty("requestId");
});
