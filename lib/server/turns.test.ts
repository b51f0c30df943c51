import { expect, test } from "vitest";
import { PanelId, PanelistId, TurnId } from "@/lib/core/ids";
import type { ModelRequest } from "@/lib/core/model";
import { testPanel, twoPanelists, yesNoJudge } from "@/lib/core/test-kit";
import { currentAnswers, finalText } from "@/lib/core/turn";
import { heldReply, openTestWork } from "./turns-test-kit";

const p2 = PanelistId.parse("p2");

async function answeredTurn(options: Parameters<typeof openTestWork>[0] = {}) {
  const work = openTestWork(options);
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  return { ...work, id, turnId };
}

test("a turn runs to its end although nobody watches, and its state is read without its log", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const running = work.turns.state(turnId);
  expect(running).toMatchObject({ status: "running", question: "Is it so?", lastSeq: 1 });
  await work.watch(turnId);
  const done = work.turns.state(turnId);
  expect(done.status).toBe("done");
  expect(finalText(done)).toContain("They differ.");
  expect(done.lastSeq).toBe(work.log.lastSeq(turnId));
  expect(work.turnRows.savedState(turnId)?.state).toEqual(done);
  expect(work.turnRows.find(turnId)?.status).toBe("done");
});

test("the first question gives an untitled conversation its title; a given title stays", async () => {
  const work = openTestWork();
  const untitled = work.conversations.create("");
  await work.turns.start(untitled.id, work.ask, null);
  expect(work.conversations.view(untitled.id).title).toBe("Is it so?");
  const titled = work.conversations.create("Mine");
  await work.turns.start(titled.id, work.ask, null);
  expect(work.conversations.view(titled.id).title).toBe("Mine");
});

test("the same key gives the same turn, also for two requests at once", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const start = () => work.turns.start(id, work.ask, "key-1");
  const [first, second] = await Promise.all([start(), start()]);
  expect(second).toEqual(first);
  expect(await start()).toEqual(first);
  expect(work.turnRows.ofConversation(id)).toHaveLength(1);
});

test("of two questions at once only one starts, and a third waits for its end", async () => {
  const held = heldReply("So far");
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const started = await Promise.allSettled([
    work.turns.start(id, work.ask, null),
    work.turns.start(id, work.ask, null),
  ]);
  expect(started.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(work.turns.start(id, work.ask, null)).rejects.toMatchObject({ failure: { code: "conflict" } });
  expect([...work.turns.runningConversationIds()]).toEqual([id]);
  expect(work.conversations.list({}).conversations[0]?.running).toBe(true);
});

test("a follow-up builds on the newest turn; naming none starts anew; a foreign parent is refused", async () => {
  const { turns, conversations, ask, requests, watch, id, turnId } = await answeredTurn();
  const followUp = await turns.start(id, { ...ask, question: "And then?" }, null);
  await watch(followUp.turnId);
  expect(turns.state(followUp.turnId).parentTurnId).toBe(turnId);
  const sent = requests.find((request) => request.messages.at(-1)?.content === "And then?");
  expect(sent?.messages.map((message) => message.content).slice(1)).toEqual([
    "Is it so?",
    expect.stringContaining("They differ."),
    "And then?",
  ]);
  const fresh = await turns.start(id, { ...ask, parentTurnId: null }, null);
  expect(turns.state(fresh.turnId)).toMatchObject({ parentTurnId: null, context: [] });
  const other = conversations.create("");
  const foreign = { ...ask, parentTurnId: TurnId.parse(turnId) };
  await expect(turns.start(other.id, foreign, null)).rejects.toMatchObject({ failure: { code: "invalid_request" } });
});

test("a saved panel is used as it is now, and remembered", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { panel: _, ...question } = work.ask;
  const { turnId } = await work.turns.start(id, { ...question, panelId: PanelId.parse("two") }, null);
  expect(work.turns.state(turnId).panel).toEqual(twoPanelists);
  expect(work.remembered).toEqual(["two"]);
});

test("a panel that may not send to a provider of its models is refused, and no model is asked", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const dataPolicy = { allowedProviders: ["t"] };
  const strict = testPanel(["t:yes", "other:no"], { dataPolicy });
  await expect(work.turns.start(id, { ...work.ask, panel: strict }, null)).rejects.toMatchObject({
    failure: { code: "provider_not_allowed", httpStatus: 400, message: expect.stringContaining("other:no") },
  });
  expect(work.requests).toEqual([]);
  const allowed = testPanel(["t:yes", "bare"], { dataPolicy });
  await expect(work.turns.start(id, { ...work.ask, panel: allowed }, null)).resolves.toBeTruthy();
});

test("stop keeps the text, ends the calls, and is harmless when repeated", async () => {
  const held = heldReply("So far");
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const events = await work.watch(turnId, (event) => {
    if (event.type === "answer-delta" && event.panelistId === "p2") work.turns.stop(turnId);
  });
  expect(events.at(-1)?.type).toBe("turn-stopped");
  expect(currentAnswers(work.turns.state(turnId))[1]).toMatchObject({ status: "stopped", text: "So far" });
  expect(work.requests.find((request) => request.model === "t:no")?.signal.aborted).toBe(true);
  work.turns.stop(turnId);
  expect(work.turns.state(turnId).status).toBe("stopped");
});

test("one panelist can be stopped and asked again; the old attempt is kept, the others go on", async () => {
  const held = heldReply("So far");
  let asked = 0;
  const replies = { ...yesNoJudge, "t:no": (request: ModelRequest) => (++asked === 1 ? held.reply(request) : again()) };
  async function* again() {
    yield { type: "text" as const, text: yesNoJudge["t:no"] };
    yield { type: "finished" as const, finish: "stop" as const, usage: null, costUsd: null, resolvedModel: "r" };
  }
  const work = openTestWork({ replies });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId, (event) => {
    if (event.type !== "answer-delta" || event.panelistId !== "p2" || event.attempt !== 1) return;
    work.turns.stopPanelist(turnId, p2);
  });
  await work.turns.retryPanelist(turnId, p2);
  await work.watch(turnId);
  const turn = work.turns.state(turnId);
  expect(turn.answers.filter((answer) => answer.panelistId === "p2").map(({ status, text }) => [status, text])).toEqual(
    [
      ["stopped", "So far"],
      ["done", yesNoJudge["t:no"]],
    ],
  );
  expect(turn.status).toBe("done");
});

test("a panelist at work is not asked twice, and one that does not sit here is unknown", async () => {
  const held = heldReply("So far");
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await expect(work.turns.retryPanelist(turnId, p2)).rejects.toMatchObject({ failure: { code: "conflict" } });
  const stranger = PanelistId.parse("p8");
  await expect(work.turns.retryPanelist(turnId, stranger)).rejects.toMatchObject({ failure: { code: "not_found" } });
  expect(() => work.turns.stopPanelist(turnId, stranger)).toThrow("no such panelist");
});

test("judging again adds a verdict from the stored answers and asks no panelist", async () => {
  const { turns, requests, watch, turnId } = await answeredTurn();
  const before = requests.length;
  const seen = turns.state(turnId).lastSeq;
  await turns.judgeAgain(turnId);
  await expect(turns.judgeAgain(turnId)).rejects.toMatchObject({ failure: { code: "conflict" } });
  const events = await watch(turnId, undefined, seen);
  expect(events[0]?.type).toBe("turn-reopened");
  expect(requests.slice(before).map((request) => request.model)).toEqual(["t:judge", "t:judge"]);
  expect(turns.state(turnId)).toMatchObject({ status: "done", currentVerdictId: "v2" });
});

test("shutting down closes running turns as interrupted and takes no new ones", async () => {
  const held = heldReply("So far");
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId, (event) => {
    if (event.type === "answer-delta" && event.panelistId === "p2") work.turns.shutDown();
  });
  const turn = work.turns.state(turnId);
  expect(turn.status).toBe("interrupted");
  expect(currentAnswers(turn)[1]).toMatchObject({ status: "failed", text: "So far", failure: { code: "interrupted" } });
  const other = work.conversations.create("");
  await expect(work.turns.start(other.id, work.ask, null)).rejects.toMatchObject({ failure: { httpStatus: 503 } });
});

test("unknown ids and turns of a deleted conversation are not found; undo brings them back", async () => {
  const { turns, conversations, id, turnId } = await answeredTurn();
  expect(() => turns.state("unknown")).toThrow("no such turn");
  conversations.remove(id);
  expect(() => turns.state(turnId)).toThrow("no such turn");
  conversations.patch(id, { deleted: false });
  expect(turns.state(turnId).status).toBe("done");
});
