import { expect } from "@playwright/test";
import type { PanelInput } from "@/lib/core/panel";
import { finalAnswer, notice, pane, paneIn, turnDone, turnLive } from "./support/screens";
import { test } from "./support/test";

const everyone: PanelInput["limits"] = { quorum: "all" };

test("Stop all closes every upstream socket and keeps what was written", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("To be stopped", ["Ada = slow", "Ben = slow"]), limits: everyone };
  const { conversationId, turnId } = await api.ask({ question: "Will this ever end?", panel });
  await page.goto(`/c/${conversationId}`);
  for (const label of ["Ada", "Ben"]) await expect(paneIn(page, label, "writing")).toContainText("One moment please:");
  await page.getByRole("button", { name: "Stop all" }).click();
  await expect(notice(page, "You stopped this turn.")).toBeVisible();
  await expect.poll(() => scripted.requests("slow").map(({ aborted }) => aborted)).toEqual([true, true]);
  await page.reload();
  for (const label of ["Ada", "Ben"]) await expect(paneIn(page, label, "stopped")).toContainText("One moment please:");
  expect((await api.turn(turnId)).status).toBe("stopped");
  expect(scripted.requests("judge")).toHaveLength(0);
});

test("Ctrl and the full stop stop the turn", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("Keys", ["Ada = slow", "Ben = slow"]), limits: everyone };
  const { conversationId } = await api.ask({ question: "Will the keys end it?", panel });
  await page.goto(`/c/${conversationId}`);
  await turnLive(page);
  await page.keyboard.press("Control+.");
  await expect(notice(page, "You stopped this turn.")).toBeVisible();
});

test("stopping one panelist costs only its seat", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("One stopped", ["Ada = plain-a", "Slow = slow"]), limits: everyone };
  const { conversationId } = await api.ask({ question: "Who needs the slow one?", panel });
  await page.goto(`/c/${conversationId}`);
  await page.getByRole("button", { name: "Stop Slow" }).click();
  await turnDone(page);
  await expect(paneIn(page, "Ada", "done")).toBeVisible();
  await expect(paneIn(page, "Slow", "stopped")).toContainText("One moment please:");
  await expect(notice(page, "Slow was stopped.")).toBeVisible();
  await expect.poll(() => scripted.requests("slow").map(({ aborted }) => aborted)).toEqual([true]);
});

test("a stopped panelist is retried without asking the others again", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("Second try", ["Ada = plain-a", "Slow = slow"]), limits: everyone };
  const { conversationId, turnId } = await api.ask({ question: "What if I change my mind?", panel });
  await page.goto(`/c/${conversationId}`);
  await page.getByRole("button", { name: "Stop Slow" }).click();
  await turnDone(page);
  await pane(page, "Slow").getByRole("button", { name: "Retry Slow" }).click();
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  await scripted.release("slow");
  await expect(paneIn(page, "Slow", "done")).toContainText("the flame is off");
  const turn = await api.finished(turnId);
  expect(turn.answers.filter(({ panelistId }) => panelistId === "p2").map(({ status }) => status)).toEqual([
    "stopped",
    "done",
  ]);
  expect(scripted.requests("plain-a")).toHaveLength(1);
  await pane(page, "Slow").getByRole("button", { name: "More about Slow" }).click();
  await page.getByRole("menuitemradio", { name: "Attempt 1 of 2" }).click();
  await expect(pane(page, "Slow")).toContainText("Stopped here.");
});

test("a panelist that fails says why, costs only its seat and can be retried", async ({ page, api, scripted }) => {
  const panel = scripted.panel("One fails", ["Ada = plain-a", "Ben = plain-b", "Poor = 402"]);
  const { conversationId, turnId } = await api.ask({ question: "Who pays for this?", panel });
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(notice(page, "Poor failed.")).toContainText(/credits/i);
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
  await expect(paneIn(page, "Poor", "failed").getByRole("alert")).toContainText(/credits/i);
  expect(scripted.requests("402")).toHaveLength(1);
  await pane(page, "Poor").getByRole("button", { name: "Retry", exact: true }).click();
  await expect.poll(() => scripted.requests("402").length).toBe(2);
  await expect(paneIn(page, "Poor", "failed")).toBeVisible();
  await api.finished(turnId);
  expect(scripted.requests("plain-a")).toHaveLength(1);
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
});

test("a judge that cannot be reached never hides the answers", async ({ page, api, scripted }) => {
  const panel = scripted.panel("No judge", ["Ada = plain-a", "Ben = plain-b"], "401");
  const { conversationId, turnId } = await api.ask({ question: "Who judges?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await expect(notice(page, "No verdict: the judge failed.")).toContainText("The two answers below are complete.");
  for (const label of ["Ada", "Ben"]) await expect(paneIn(page, label, "done")).toContainText("Water boils");
  await expect(page.getByRole("button", { name: "Judge again" }).first()).toBeVisible();
});

test("a judge that writes prose leaves a plain final answer and says so", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Prose judge", ["Ada = plain-a", "Ben = plain-b"], "judge-prose");
  const { conversationId, turnId } = await api.ask({ question: "What does prose prove?", panel });
  const turn = await api.finished(turnId);
  expect(turn.verdicts[0]?.failure?.code).toMatch(/^judge_/);
  await page.goto(`/c/${conversationId}`);
  await expect(notice(page, "No verdict: the judge failed.")).toContainText("plain merge");
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
});

test("a fallback judge takes over and the reader is told", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Fallback", ["Ada = plain-a", "Ben = plain-b"], "401");
  const judge = { model: scripted.model("401"), fallbacks: [scripted.model("judge")] };
  const { conversationId, turnId } = await api.ask({ question: "Who steps in?", panel: { ...panel, judge } });
  expect((await api.finished(turnId)).verdicts[0]?.points.length).toBeGreaterThan(0);
  await page.goto(`/c/${conversationId}`);
  await expect(notice(page, "judged instead.")).toBeVisible();
});

test("a panel that fails as a whole is told as one, and the judge is not asked", async ({ page, api, scripted }) => {
  const panel = scripted.panel("All fail", ["Ada = 402", "Ben = 401"]);
  const { conversationId, turnId } = await api.ask({ question: "Is anybody there?", panel });
  expect((await api.finished(turnId)).failure?.code).toBe("all_panels_failed");
  await page.goto(`/c/${conversationId}`);
  await expect(notice(page, "This turn has no final answer.")).toBeVisible();
  for (const label of ["Ada", "Ben"]) await expect(paneIn(page, label, "failed")).toBeVisible();
  expect(scripted.requests("judge")).toHaveLength(0);
});
