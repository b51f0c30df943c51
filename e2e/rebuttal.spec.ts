import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { matrix, turnDone } from "./support/screens";
import { test } from "./support/test";
import { rebuttalReplies } from "./upstream/rebuttal";
import { inputText } from "./upstream/request";
import { plainAnswer } from "./upstream/texts";

const topic = "The size of the effect";
const ask = "Ask the panelists about this";

function replyOf(page: Page, label: string): Locator {
  return page.getByRole("region", { name: `Reply of ${label}` });
}

function cellOf(page: Page, label: string): Locator {
  return matrix(page)
    .getByRole("row")
    .filter({ hasText: topic })
    .first()
    .getByRole("button", { name: new RegExp(`^${label} `) });
}

async function openPoint(page: Page, conversationId: string): Promise<void> {
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await page.getByRole("button", { name: topic }).first().press("Enter");
}

test("panelists are asked about one point and nothing else; a concession changes the cell, a reload keeps it", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Asked", ["Ada = hold-a", "Ben = concede-b", "Cem = cite-c"]);
  const { conversationId, turnId } = await api.ask({ question: "Whose figure holds?", panel });
  const first = await api.finished(turnId);
  const stanceOf = (id: string) =>
    first.verdicts[0]?.points.find((point) => point.topic === topic)?.views.find(({ panelistId }) => panelistId === id)
      ?.stance;
  const other = stanceOf("p2") === "supports" ? "contradicts" : "supports";
  await openPoint(page, conversationId);
  await expect(cellOf(page, "Ben")).toHaveAccessibleName(new RegExp(`^Ben ${stanceOf("p2")}`));
  const before = scripted.requests().length;
  await page.getByRole("button", { name: ask }).press("Enter");
  await expect(replyOf(page, "Ben")).toContainText("Concedes");
  await expect(replyOf(page, "Ben")).toContainText("the other figure fits a closed one");
  await expect(replyOf(page, "Ada")).toContainText("Holds");
  await expect(replyOf(page, "Cem")).toContainText("Cites");
  await expect(cellOf(page, "Ben")).toHaveAccessibleName(new RegExp(`^Ben ${other}`));
  await turnDone(page);
  await expect(page.locator("[data-live-region]")).toContainText(/concedes|holds|cites/);
  await expectAccessible(page, "replies");

  const sent = scripted.requests().slice(before);
  expect(sent.map(({ model }) => model).toSorted()).toEqual([
    "scripted/cite-c",
    "scripted/concede-b",
    "scripted/hold-a",
  ]);
  for (const { body, model } of sent) {
    const text = inputText(body);
    expect(text).toContain("Whose figure holds?");
    expect(text).not.toMatch(/Ada|Ben|Cem|concede-b|hold-a|cite-c|lid closed|steam goes on/);
    for (const suffix of ["a", "b", "c"]) expect(text).not.toContain(plainAnswer(suffix));
    expect(text.match(/<theirs-/g)).toHaveLength(2);
    expect(model).toMatch(/^scripted/);
  }

  await page.reload();
  await turnDone(page);
  await page.getByRole("button", { name: topic }).first().press("Enter");
  await expect(replyOf(page, "Ben")).toContainText("Concedes");
  await expect(cellOf(page, "Ben")).toHaveAccessibleName(new RegExp(`^Ben ${other}`));
  await page.getByRole("button", { name: "Write the final answer again" }).first().click();
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  await turnDone(page);
  expect(inputText(scripted.requests("judge").at(-1)?.body ?? null)).toContain('"asked_again":[');
});

test("while one is still asked the others' replies are there, and the turn can be stopped", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Waiting", ["Ada = concede-a", "Ben = waits-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Who takes so long?", panel });
  await api.finished(turnId);
  await openPoint(page, conversationId);
  await page.getByRole("button", { name: ask }).click();
  await expect(replyOf(page, "Ada")).toContainText("Concedes");
  await expect(replyOf(page, "Ben")).toContainText("Asked");
  await expect(page.getByRole("button", { name: "1 of 2 have replied" })).toBeVisible();
  const again = await api.send("POST", `/api/turns/${turnId}/rebuttals`, { verdictId: "v1", pointId: "c2" });
  expect(again.status).toBe(409);
  await page.getByRole("button", { name: "Stop all" }).click();
  await expect(replyOf(page, "Ben")).toContainText("You stopped this reply.");
  await expect(replyOf(page, "Ada")).toContainText("Concedes");
  const turn = await api.turn(turnId);
  expect(turn.status).toBe("done");
  expect(turn.verdicts[0]?.points.find((point) => point.topic === topic)?.rebuttal?.status).toBe("done");
});

test("a failed reply is told in plain words beside the one that came, and is asked for again", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Unwell", ["Ada = hold-a", "Ben = unwell-b", "Cem = rubbish-c"]);
  const { conversationId, turnId } = await api.ask({ question: "Who cannot reply?", panel });
  await api.finished(turnId);
  await openPoint(page, conversationId);
  await page.getByRole("button", { name: ask }).click();
  await expect(replyOf(page, "Ada")).toContainText("My figure is for soaked beans");
  await expect(replyOf(page, "Ben")).toContainText("No reply");
  await expect(replyOf(page, "Ben")).toContainText("Rate limit exceeded");
  await expect(replyOf(page, "Cem")).toContainText("did not say whether it concedes, holds or cites");
  await expect(replyOf(page, "Cem")).not.toContainText(rebuttalReplies.rubbish);
  await turnDone(page);
  const before = scripted.requests("unwell-b").length;
  await replyOf(page, "Ben").getByRole("button", { name: "Ask again" }).click();
  await expect.poll(() => scripted.requests("unwell-b").length).toBe(before + 3);
  await turnDone(page);
  await expect(replyOf(page, "Ben")).toContainText("No reply");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the card shows each reply under its panelist, and the tabs stay", async ({ page, api, scripted }) => {
    const panel = scripted.panel("Small replies", ["Ada = hold-a", "Ben = waits-b"]);
    const { conversationId, turnId } = await api.ask({ question: "Do the tabs stay?", panel });
    await api.finished(turnId);
    await page.goto(`/c/${conversationId}`);
    await page.getByRole("tab", { name: /^Points/ }).click();
    await page.getByRole("button", { name: topic }).first().press("Enter");
    await page.getByRole("button", { name: ask }).click();
    await expect(replyOf(page, "Ada")).toContainText("Holds");
    await expect(page.getByRole("tab", { name: /^Points/ })).toHaveAttribute("aria-selected", "true");
    await scripted.release("waits-b");
    await expect(replyOf(page, "Ben")).toContainText("Holds");
    await expectAccessible(page, "replies on a phone");
  });
});
