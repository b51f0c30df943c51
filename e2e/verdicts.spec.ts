import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { finalAnswer, matrix, notice, paneIn, turnDone } from "./support/screens";
import { test } from "./support/test";

function dialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Judge again" });
}

async function openJudgeAgain(page: Page): Promise<Locator> {
  await finalAnswer(page).getByRole("button", { name: "Judge again" }).click();
  await expect(dialog(page)).toBeVisible();
  return dialog(page);
}

/** Picks a scripted model in the open picker. */
async function pick(page: Page, picker: string, model: string): Promise<void> {
  const search = page.getByRole("combobox", { name: new RegExp(`^${picker}`) });
  await search.fill(model);
  await search.press("Enter");
}

test("judge now starts the judge with what is there; the late answer is kept and can be judged", async ({
  page,
  api,
  scripted,
}) => {
  const seats = ["Ada = plain-a", "Ben = plain-b", "Slow = slow"];
  const panel = { ...scripted.panel("Judge now", seats), limits: { quorum: "all" as const } };
  const { conversationId, turnId } = await api.ask({ question: "Who waits for the slow one?", panel });
  await page.goto(`/c/${conversationId}`);
  const judgeNow = page.getByRole("button", { name: "Judge now with 2 of 3" });
  await judgeNow.click();
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  expect(scripted.requests("judge")).toHaveLength(3);
  await scripted.release("slow");
  await turnDone(page);
  await expect(notice(page, "Slow answered after the judging began.")).toBeVisible();
  const turn = await api.finished(turnId);
  expect(Object.keys(turn.verdicts[0]?.attempts ?? {}).toSorted()).toEqual(["p1", "p2"]);
  await page.getByRole("button", { name: "Judge again" }).first().click();
  await expect.poll(async () => Object.keys((await api.turn(turnId)).verdicts[1]?.attempts ?? {}).length).toBe(3);
  expect(scripted.requests("slow")).toHaveLength(1);
});

test("judge now waits for two answers, and a judge at work is not asked twice", async ({ page, api, scripted }) => {
  const seats = ["Ada = plain-a", "Ben = slow", "Cem = slow"];
  const panel = scripted.panel("Too early", seats, "judge-slow");
  const { conversationId, turnId } = await api.ask({ question: "Is it too early?", panel });
  await api.until(turnId, (event) => event.type === "answer-ended");
  await page.goto(`/c/${conversationId}`);
  await expect(page.getByRole("button", { name: "Judge now" })).toBeDisabled();
  const early = await api.send("POST", `/api/turns/${turnId}/verdicts`, {});
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining("two answers")]);
  await api.send("POST", `/api/turns/${turnId}/panelists/p2/stop`);
  await api.send("POST", `/api/turns/${turnId}/panelists/p3/stop`);
  await api.until(turnId, (event) => event.type === "verdict-started");
  const late = await api.send("POST", `/api/turns/${turnId}/verdicts`, {});
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining("judged already")]);
  await scripted.release("judge-slow");
  await scripted.release("judge-slow");
  await turnDone(page);
  await expect(finalAnswer(page)).toContainText("from one answer only");
  await expect(page.getByText("one answer, nothing to compare")).toBeVisible();
});

test("another judge reads only the chosen answers, and nothing is asked of the panel", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Again", ["Ada = plain-a", "Ben = plain-b", "Cem = plain-c"]);
  const { conversationId, turnId } = await api.ask({ question: "Would another judge agree?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  const asked = await openJudgeAgain(page);
  await expectAccessible(page, "judge again");
  await asked.getByRole("button", { name: "Judge", exact: true }).click();
  await pick(page, "Choose another judge", "scripted/judge-slow");
  await expect(asked.getByRole("button", { name: "Judge", exact: true })).toContainText("judge-slow");
  await asked.getByRole("checkbox", { name: "Cem" }).uncheck();
  await asked.getByRole("textbox", { name: "Instructions" }).fill("Weigh the altitude first.");
  const before = scripted.requests().length;
  await asked.getByRole("button", { name: "Judge again" }).click();
  await expect(asked).toBeHidden();
  await scripted.release("judge-slow");
  await scripted.release("judge-slow");
  await turnDone(page);
  const sent = scripted.requests().slice(before);
  // The analysis, the words nobody wrote, the final answer.
  expect(sent.map(({ model }) => model)).toEqual(Array(3).fill("scripted/judge-slow"));
  const instructed = sent.filter(({ body }) => JSON.stringify(body).includes("Weigh the altitude first."));
  expect(instructed).toEqual([sent[0], sent[2]]);
  const turn = await api.turn(turnId);
  expect(turn.verdicts[1]).toMatchObject({
    judge: { model: scripted.model("judge-slow") },
    leftOut: ["p3"],
    instructions: "Weigh the altitude first.",
  });
  await expect(notice(page, "Cem was left out of this verdict.")).toBeVisible();
  await expect(finalAnswer(page)).toContainText("from two answers, one left out");
  await expect(matrix(page).getByText("Not judged").first()).toBeVisible();
});

test("a chosen verdict stays chosen after a reload and is what a follow-up builds on", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Versions", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Which verdict counts?", panel });
  await api.finished(turnId);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, { judge: scripted.model("judge-prose") });
  await expect.poll(async () => (await api.turn(turnId)).verdicts[1]?.endedAt ?? null).not.toBeNull();
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await page.getByRole("button", { name: "Verdict 2 of 2" }).click();
  await page.getByRole("menuitemradio", { name: /^Verdict 1/ }).click();
  await expect(page.getByRole("button", { name: "Verdict 1 of 2" })).toBeVisible();
  await expect(matrix(page)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Verdict 1 of 2" })).toBeVisible();
  expect((await api.turn(turnId)).currentVerdictId).toBe("v1");
  const next = await api.ask({ question: "And then?", panel }, conversationId);
  const { context } = await api.finished(next.turnId);
  expect(context.at(-1)?.content).toContain("Finding 1 of the panel holds.");
});

test("without a verdict another judge is chosen from the notice, with the keyboard", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Rescue", ["Ada = plain-a", "Ben = plain-b"], "401");
  const { conversationId, turnId } = await api.ask({ question: "Who else could judge?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  const choose = notice(page, "No verdict: the judge failed.").getByRole("button", { name: "Choose another judge" });
  await choose.press("Enter");
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(choose).toBeFocused();
  await choose.press("Enter");
  await dialog(page).getByRole("button", { name: "Judge", exact: true }).press("Enter");
  await pick(page, "Choose another judge", "scripted/judge");
  await dialog(page).getByRole("button", { name: "Judge again" }).press("Enter");
  await turnDone(page);
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
  expect((await api.turn(turnId)).verdicts[1]?.points.length).toBeGreaterThan(0);
  expect(scripted.requests("plain-a")).toHaveLength(1);
});

test("wrong wishes are refused in words", async ({ api, scripted }) => {
  const panel = {
    ...scripted.panel("Refused", ["Ada = plain-a", "Poor = 402"]),
    dataPolicy: { allowedProviders: [scripted.model("x").split(":")[0] ?? ""] },
  };
  const { turnId } = await api.ask({ question: "What is refused?", panel });
  await api.finished(turnId);
  const path = `/api/turns/${turnId}/verdicts`;
  const status = async (body: unknown, at = path, method = "POST") => (await api.send(method, at, body)).status;
  expect(await status({ unknown: 1 })).toBe(400);
  expect(await status({ panelistIds: [] })).toBe(400);
  expect(await status({ panelistIds: ["p7"] })).toBe(400);
  expect(await status({ judge: "demo:judge" })).toBe(400);
  expect(await status({ panelistIds: ["p2"] })).toBe(409);
  expect(await status({}, "/api/turns/unknown/verdicts")).toBe(404);
  expect(await status({ currentVerdictId: "v9" }, `/api/turns/${turnId}`, "PATCH")).toBe(400);
  expect(await status({}, `/api/turns/${turnId}`, "PATCH")).toBe(400);
  expect(await status({ currentVerdictId: "v1" }, "/api/turns/unknown", "PATCH")).toBe(404);
  expect(scripted.requests("judge")).toHaveLength(3);
});

test("two verdicts are compared: what changed, what is only in one, and where the final answers part", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Compared", ["Ada = plain-a", "Ben = plain-b", "Cem = plain-c"]);
  const { conversationId, turnId } = await api.ask({ question: "Where do the verdicts part?", panel });
  await api.finished(turnId);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, { panelistIds: ["p1"] });
  await expect.poll(async () => (await api.turn(turnId)).verdicts[1]?.endedAt ?? null).not.toBeNull();
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await page.getByRole("button", { name: "Compare verdicts" }).click();
  const compared = page.getByRole("dialog", { name: "Compare verdicts" });
  await expect(compared.getByText("They did not read the same answers")).toBeVisible();
  await expect(compared.getByRole("region", { name: "Only in one" })).toContainText("only in verdict 1");
  await expect(compared.getByRole("region", { name: "Same" })).toContainText("What it costs");
  await expect(compared.getByRole("article")).toHaveCount(2);
  await expectAccessible(page, "compare verdicts");
  await compared.getByRole("region", { name: "Verdict 1" }).getByRole("button", { name: "Make current" }).click();
  await expect(compared.getByRole("region", { name: "Verdict 1" })).toContainText("Current");
  expect((await api.turn(turnId)).currentVerdictId).toBe("v1");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("judging again is a sheet that fits", async ({ page, api, scripted }) => {
    const panel = scripted.panel("Small again", ["Ada = plain-a", "Ben = plain-b"]);
    const { conversationId, turnId } = await api.ask({ question: "Does the sheet fit?", panel });
    await api.finished(turnId);
    await page.goto(`/c/${conversationId}`);
    const asked = await openJudgeAgain(page);
    await expect(asked.getByRole("button", { name: "Judge again" })).toBeInViewport();
    await expectAccessible(page, "judge again on a phone");
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    await asked.getByRole("checkbox", { name: "Ben" }).uncheck();
    await expect(asked.getByText("One answer is checked on its own")).toBeVisible();
    await asked.getByRole("checkbox", { name: "Ada" }).uncheck();
    await expect(asked.getByRole("button", { name: "Judge again" })).toBeDisabled();
  });
});
