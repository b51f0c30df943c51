import { expect, test } from "vitest";
import { announcementsBetween, snapshotOf } from "@/components/turn/announcements";
import { applyEvent } from "@/lib/core/apply-event";
import type { EventOf, TurnEvent } from "@/lib/core/events";
import { failure } from "@/lib/core/failure";
import { PanelistId } from "@/lib/core/ids";
import { testPanel, testRequest } from "@/lib/core/test-kit";
import type { TurnState } from "@/lib/core/turn";
import { noticesOf } from "./notices";
import { routeWords } from "./route-words";
import { stagesOf } from "./stages";
import { statusFacts } from "./status-line";

const panel = testPanel(["t:yes", "t:no"]);
const p1 = PanelistId.parse("p1");
const of = { panelistId: p1, attempt: 1 };
const labels = { "t:judge": "The writer", "t:yes": "Yes" };

function turnOf(mode: TurnState["mode"], ...events: readonly TurnEvent[]): TurnState {
  const request = testRequest(panel, mode === "solo" ? { mode, soloPanelistId: p1 } : { mode });
  return events.reduce<TurnState>(applyEvent, applyEvent(null, { type: "turn-started", at: 0, ...request }));
}

const began: TurnEvent = { type: "answer-started", at: 0, ...of, model: "t:yes" };
const wrote: TurnEvent = { type: "answer-delta", at: 500, ...of, text: "Yes." };
const ended: TurnEvent = {
  type: "answer-ended",
  at: 1000,
  ...of,
  usage: null,
  costUsd: 0.01,
  status: "done",
  finish: "stop",
  failure: null,
  resolvedModel: "t:yes",
};
const done: TurnEvent = { type: "turn-ended", at: 1000 };

function decided(more: Partial<EventOf<"route-decided">>): TurnEvent {
  return { type: "route-decided", at: 0, decision: "panel", by: "call", model: "t:judge", reason: "", ...more };
}

test("a solo turn has one stage and no judge in its facts", () => {
  const writing = turnOf("solo", began, wrote);
  expect(stagesOf(writing).map(({ word }) => word)).toEqual(["Writing"]);
  const facts = statusFacts(turnOf("solo", began, wrote, ended, done), null, labels).map(({ text }) => text);
  expect(facts).toEqual(["1 of 1 answered", "$0.01", "1 s"]);
});

test("in auto mode the stage says so until it is chosen who answers", () => {
  expect(stagesOf(turnOf("auto")).map(({ word }) => word)).toEqual(["Choosing who answers"]);
  const queued: TurnEvent = { type: "route-queued", at: 0, model: "t:judge", ahead: 1 };
  expect(stagesOf(turnOf("auto", queued))[0]?.count).toBe("Waits for a free place: 1 call is before it");
  expect(stagesOf(turnOf("auto", decided({}))).map(({ word }) => word)).toEqual(["Panel", "Judge", "Final answer"]);
  const stopped = turnOf("auto", { type: "turn-stopped", at: 1 });
  expect(statusFacts(stopped, null, labels)[0]?.text).toBe("nobody was asked");
});

test("what came in the way of a solo answer stands once: below its words", () => {
  const reason = failure("upstream_error", "It broke.");
  const broke: TurnEvent = { type: "answer-failed", at: 1, ...of, status: "failed", failure: reason };
  expect(
    noticesOf(turnOf("solo", began, broke, { type: "turn-failed", at: 1, failure: reason }), null, labels),
  ).toEqual([]);
  const [stopped] = noticesOf(turnOf("solo", began, wrote, { type: "turn-stopped", at: 1 }), null, labels);
  expect(stopped).toMatchObject({
    text: "What was written until then is kept.",
    action: { type: "retry", panelistId: "p1" },
  });
});

test("aloud: a solo answer is ready, and auto mode tells who answers", () => {
  const said = (before: TurnState, after: TurnState) =>
    announcementsBetween(snapshotOf(before), snapshotOf(after), (id) => id);
  expect(said(turnOf("solo", began, wrote), turnOf("solo", began, wrote, ended, done))).toEqual(["Answer ready"]);
  expect(said(turnOf("auto"), turnOf("auto", decided({})))).toEqual(["The panel is asked"]);
  const alone = decided({ decision: "solo", soloPanelistId: p1 });
  expect(said(turnOf("auto"), turnOf("auto", alone))).toEqual(["One model answers alone"]);
});

test.each([
  [{ reason: "Contested.", prompt: "Which?" }, "The writer asked the panel", "Contested.", "Which?"],
  [{ decision: "solo", reason: "" }, "The writer answered alone", "", null],
  [{ by: "default" }, "Asked the panel", "The writer did not say who should answer.", null],
  [
    { by: "default", failure: failure("timeout", "It took too long.") },
    "Asked the panel",
    "The writer could not choose: It took too long.",
    null,
  ],
] as const)("the decision in words: %o", (more, decision, reason, prompt) => {
  const route = { decision: "panel" as const, by: "call" as const, model: "t:judge", reason: "", ...more };
  expect(routeWords({ route }, labels)).toEqual({ tries: [], decision, reason, prompt });
});

test("requests for a choice that were sent again are told beside it", () => {
  const limited = failure("rate_limited", "Too many requests.");
  const again: TurnEvent = {
    type: "route-retrying",
    at: 0,
    model: "t:judge",
    try: 2,
    of: 3,
    waitMs: 0,
    failure: limited,
  };
  expect(stagesOf(turnOf("auto", again))[0]?.count).toBe("Try 2 of 3: Too many requests.");
  expect(routeWords(turnOf("auto", again, decided({})), labels)?.tries).toEqual([
    "Try 1 of 3 failed: Too many requests. The next went out at once.",
  ]);
});

test("a sorted follow-up says what it was taken for, why, and what was asked", () => {
  const sorted = (more: Partial<EventOf<"route-decided">>) => routeWords(turnOf("panel", decided(more)), labels);
  expect(
    sorted({ followUp: "form", decision: "solo", soloPanelistId: p1, prompt: "All of it.", reason: "Short." }),
  ).toMatchObject({ decision: "Another form of the final answer before", reason: "Short.", prompt: null });
  expect(sorted({ followUp: "point", topic: "The tide", reason: "Doubted.", prompt: "Check it." })).toMatchObject({
    decision: "One point is checked, “The tide”",
    reason: "Doubted.",
    prompt: "Check it.",
  });
  expect(sorted({ followUp: "new", by: "classified", prompt: "In full?" })).toMatchObject({
    decision: "The writer asked the panel",
    prompt: "In full?",
  });
});
