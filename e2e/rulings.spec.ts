import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { finalAnswer, matrix, notice, turnDone } from "./support/screens";
import { test } from "./support/test";
import { inputText } from "./upstream/request";

const topic = "The size of the effect";
const writeAgain = "Write the final answer again";

function statement(page: Page): Locator {
  return page.getByRole("button", { name: topic }).first();
}

/** Opens the contradiction and chooses from its menu, with the keyboard. */
async function decide(page: Page, choice: string): Promise<void> {
  if ((await statement(page).getAttribute("aria-expanded")) !== "true") await statement(page).press("Enter");
  await page.getByRole("button", { name: "Decide", exact: true }).press("Enter");
  const item = page.getByRole("menuitemradio", { name: choice });
  await expect(item).toBeVisible();
  await item.press("Enter");
}

test("a contradiction is overruled: the next final answer is bound by it, the first verdict stays", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Overruled", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Who is right about beans?", panel });
  const first = await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await decide(page, "Ben is right");
  await expect(matrix(page).getByText("You decided: Ben is right").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Decide", exact: true })).toBeFocused();
  await expect(page.locator("[data-live-region]")).toContainText("Decided: Ben is right");
  await expectAccessible(page, "a decided point");
  const waiting = notice(page, "1 decision is not in the final answer yet.").first();
  await expect(waiting).toBeVisible();
  const before = scripted.requests().length;
  await waiting.getByRole("button", { name: writeAgain }).press("Enter");
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  await turnDone(page);

  const sent = scripted.requests().slice(before);
  expect(sent.map(({ model }) => model)).toEqual(["scripted/judge"]);
  const text = inputText(sent[0]?.body ?? null);
  const letter = Object.entries(first.verdicts[0]?.labels ?? {}).find(([, id]) => id === "p2")?.[0];
  expect(text).toContain(`"${topic}": right is what answer ${letter} says. Write it as settled.`);
  expect(text).toContain(`"favors":["${letter}"]`);

  const turn = await api.turn(turnId);
  expect(turn).toMatchObject({ status: "done", currentVerdictId: "v2" });
  expect(turn.verdicts[0]?.finalAnswer).toEqual(first.verdicts[0]?.finalAnswer);
  expect(turn.verdicts[1]).toMatchObject({ basedOn: "v1", rulings: [{ decision: "side", panelistIds: ["p2"] }] });
  await expect(notice(page, "not in the final answer yet")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  await expect(matrix(page).getByText("You decided: Ben is right")).toBeVisible();
  await page.getByRole("button", { name: "Verdict 2 of 2" }).click();
  await expect(page.getByRole("menuitemradio", { name: "Verdict 2" })).toContainText(
    "your decision · judge as in verdict 1",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Compare verdicts" }).click();
  const compared = page.getByRole("dialog", { name: "Compare verdicts" });
  await expect(compared.getByRole("article")).toHaveCount(2);
  await expect(compared.getByRole("region", { name: "Verdict 2" })).toContainText("your decision");
});

test("a dropped point is struck, stays listed, is gone from the request, and can be taken back", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Dropped", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "What is left out?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await decide(page, "Drop this point");
  await expect(statement(page)).toContainText("You dropped this point");
  await page.getByRole("button", { name: "An addition" }).press("Enter");
  await page.getByRole("button", { name: "Drop this point" }).press("Enter");
  await expect(notice(page, "2 decisions are not in the final answer yet.").first()).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).press("Enter");
  await expect(notice(page, "1 decision is not in the final answer yet.").first()).toBeVisible();
  await notice(page, "1 decision").first().getByRole("button", { name: writeAgain }).click();
  await turnDone(page);
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  const sent = inputText(scripted.requests("judge").at(-1)?.body ?? null);
  expect(sent).toContain(`Leave "${topic}" out of the final answer.`);
  expect(sent).not.toContain(`"topic":"${topic}"`);
  expect(sent).toContain('"topic":"An addition"');
  await expect(statement(page)).toBeVisible();
});

test("a final answer that failed is written again without a judge", async ({ page, api, scripted }) => {
  const panel = {
    ...scripted.panel("Salvaged", ["Ada = plain-a", "Ben = plain-b"]),
    synthesizer: { model: scripted.model("429") },
  };
  const { conversationId, turnId } = await api.ask({ question: "Is the analysis lost?", panel });
  await api.finished(turnId);
  const judged = scripted.requests("judge").length;
  await page.goto(`/c/${conversationId}`);
  const failed = notice(page, "The final answer failed.");
  await failed.getByRole("button", { name: writeAgain }).click();
  await expect.poll(async () => (await api.turn(turnId)).verdicts.length).toBe(2);
  await api.finished(turnId);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, { rulings: [], synthesizer: scripted.model("judge") });
  await api.finished(turnId);
  await page.reload();
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
  expect(scripted.requests("judge")).toHaveLength(judged + 1);
  expect((await api.finished(turnId)).verdicts.map(({ basedOn }) => basedOn)).toEqual([undefined, "v1", "v2"]);
});

test("judging again shows the decisions that go along, only the synthesizer reads them, and one is taken back", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Carried", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Do decisions go along?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await decide(page, "Both can be right");
  await expect(statement(page)).toContainText("You decided: both can be right");
  await finalAnswer(page).getByRole("button", { name: "Judge again" }).click();
  const asked = page.getByRole("dialog", { name: "Judge again" });
  const decision = asked.getByRole("checkbox", { name: `"${topic}": both positions can be right.` });
  await expect(decision).toBeChecked();
  await expectAccessible(page, "decisions that go along");
  const before = scripted.requests().length;
  await asked.getByRole("button", { name: "Judge again" }).click();
  await expect(asked).toBeHidden();
  await turnDone(page);
  const sent = scripted
    .requests()
    .slice(before)
    .map(({ body }) => inputText(body));
  expect(sent.slice(0, -1).join("\n")).not.toContain("The user has ruled");
  expect(sent.at(-1)).toContain(`The user has ruled on "${topic}": both positions can be right.`);

  await finalAnswer(page).getByRole("button", { name: "Judge again" }).click();
  await decision.uncheck();
  const second = scripted.requests().length;
  await asked.getByRole("button", { name: "Judge again" }).click();
  await expect(asked).toBeHidden();
  await expect(page.getByRole("button", { name: "Verdict 3 of 3" })).toBeVisible();
  expect((await api.finished(turnId)).verdicts.map(({ carried }) => carried?.length)).toEqual([
    undefined,
    1,
    undefined,
  ]);
  const later = scripted.requests().slice(second);
  expect(later.map(({ body }) => inputText(body)).join("\n")).not.toContain("The user has ruled");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a point is decided on its card", async ({ page, api, scripted }) => {
    const panel = scripted.panel("Small decisions", ["Ada = plain-a", "Ben = plain-b"]);
    const { conversationId, turnId } = await api.ask({ question: "Does the menu fit?", panel });
    await api.finished(turnId);
    await page.goto(`/c/${conversationId}`);
    await page.getByRole("tab", { name: /^Points/ }).click();
    await decide(page, "Leave it open");
    await expect(statement(page)).toContainText("You decided: it stays open");
    await expectAccessible(page, "a decided claim card");
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });
});
