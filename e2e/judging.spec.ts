import { expect } from "@playwright/test";
import { finalAnswer, matrix, turnDone } from "./support/screens";
import { test } from "./support/test";

test("the compared final answers part word by word, their chips lead to the rows, and the sides can be swapped", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Words", ["Ada = plain-a", "Ben = plain-b", "Cem = plain-c"]);
  const { conversationId, turnId } = await api.ask({ question: "Which words part them?", panel });
  await api.finished(turnId);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, { synthesizer: scripted.model("plain-a") });
  await expect.poll(async () => (await api.turn(turnId)).verdicts[1]?.endedAt ?? null).not.toBeNull();
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  // Only the browser draws this line, so from here on the page listens to keys.
  await expect(finalAnswer(page)).toContainText("Checked:");
  await page.getByRole("button", { name: "Compare verdicts" }).click();
  const compared = page.getByRole("dialog", { name: "Compare verdicts" });
  await expect(compared.getByText(/^Both judges read the same three answers, and agree on/)).toBeVisible();
  const first = compared.getByRole("article", { name: "Final answer of verdict 1" });
  await expect(first.locator(".md-rests").first()).toContainText("The panel answers as follows.");
  const articles = compared.getByRole("article");
  await expect(articles.first()).toHaveAccessibleName("Final answer of verdict 1");
  await compared.getByRole("button", { name: "Swap" }).click();
  await expect(articles.first()).toHaveAccessibleName("Final answer of verdict 2");
  await first.getByRole("button", { name: /^Point 1, / }).click();
  await expect(compared.locator("[id^='compared-v1-']:focus")).toBeVisible();
});

test("V goes to the next verdict and around, and the list of keys says so", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Next", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Which verdict is next?", panel });
  await api.finished(turnId);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, {});
  await expect.poll(async () => (await api.turn(turnId)).verdicts[1]?.endedAt ?? null).not.toBeNull();
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  // Only the browser draws this line, so from here on the page listens to keys.
  await expect(finalAnswer(page)).toContainText("Checked:");
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  await page.keyboard.press("v");
  await expect(page.getByRole("button", { name: "Verdict 1 of 2" })).toBeVisible();
  expect((await api.turn(turnId)).currentVerdictId).toBe("v1");
  await page.keyboard.press("v");
  await expect(page.getByRole("button", { name: "Verdict 2 of 2" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Next verdict")).toBeVisible();
});

test("how a verdict was judged is told: asked again, in two orders, and a judge that is a relative", async ({
  page,
  api,
  scripted,
}) => {
  const base = scripted.panel("Careful", ["Ada = plain-a", "Ben = plain-b"], "judge-broken-lines");
  const panel = { ...base, judge: { ...base.judge, careful: true } };
  const { conversationId, turnId } = await api.ask({ question: "Does the order matter?", panel });
  const turn = await api.finished(turnId);
  expect(turn.verdicts[0]?.points.some(({ order }) => order === "stable")).toBe(true);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  // Only the browser draws this line, so from here on the page listens to keys.
  await expect(finalAnswer(page)).toContainText("Checked:");
  await expect(page.getByText("judged in two orders")).toBeVisible();
  const about = page.getByRole("complementary", { name: "About this verdict" });
  await expect(about.getByText(/shares a family with Ada and Ben/)).toHaveCount(1);
  await about.getByRole("button", { name: "How it was judged" }).click();
  await expect(about.getByText("The judge read the answers twice, in two orders.")).toBeVisible();
  await expect(about.getByText(/^The judge was asked again .*: some lines had the wrong form\.$/)).toBeVisible();
  await expect(about.getByText(/prompt tokens came from the provider’s cache/).first()).toBeVisible();
  const statement = matrix(page)
    .getByRole("button", { name: /, found in both orders$/ })
    .first();
  await statement.click();
  await expect(matrix(page).getByText("Found in both orders", { exact: true })).toBeVisible();
});
