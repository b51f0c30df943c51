import { expect, type Page } from "@playwright/test";
import type { Api } from "./support/api";
import { expectAccessible } from "./support/axe";
import { finalAnswer, matrix, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";

const names = ["Ada", "Ben", "Cem", "Dora", "Emil", "Fay", "Gus", "Hana"];
const letters = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** A finished turn of eight panelists and 33 points, as many as a judge may list. */
async function openWide(page: Page, api: Api, scripted: Scripted): Promise<void> {
  const seats = names.map((name, index) => `${name} = wide-${letters[index]}`);
  const panel = scripted.panel("Wide", seats, "judge-wide");
  const { conversationId, turnId } = await api.ask({ question: "Which case decides each question?", panel });
  const turn = await api.finished(turnId);
  expect(turn.verdicts[0]?.points).toHaveLength(33);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  // Only the browser draws this line, so from here on the page listens to keys.
  await expect(finalAnswer(page)).toContainText("Checked:");
}

test("33 points of eight panelists: glyphs with their words for screen readers, and names that stay in sight", async ({
  page,
  api,
  scripted,
}) => {
  // Two themes of several hundred elements each.
  test.slow();
  await openWide(page, api, scripted);
  const statements = matrix(page).locator("[data-statement]");
  await expect(statements).toHaveCount(33);
  const cell = matrix(page)
    .getByRole("button", { name: /^Ada supports, open quote$/ })
    .first();
  await expect(cell.getByText("Supports")).toBeHidden();
  expect((await cell.boundingBox())?.width).toBeLessThanOrEqual(56);
  await statements.last().evaluate((statement) => statement.scrollIntoView({ block: "end" }));
  await expect(matrix(page).getByRole("columnheader", { name: "Hana" })).toBeInViewport();
  await statements.first().focus();
  await page.keyboard.press("Enter");
  await expectAccessible(page, "eight panelists, 33 points");
});

test("J walks to every one of 33 points, Enter opens one, and K never leaves one under the names", async ({
  page,
  api,
  scripted,
}) => {
  await openWide(page, api, scripted);
  const statements = matrix(page).locator("[data-statement]");
  const head = matrix(page).getByRole("columnheader", { name: "Point" });
  for (let index = 0; index < 33; index += 1) {
    await page.keyboard.press("j");
  }
  await expect(statements.nth(32)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(statements.nth(32)).toHaveAttribute("aria-expanded", "true");
  for (let index = 31; index >= 20; index -= 1) {
    await page.keyboard.press("k");
    await expect(statements.nth(index)).toBeFocused();
    const [row, names] = [await statements.nth(index).boundingBox(), await head.boundingBox()];
    expect(row?.y ?? 0).toBeGreaterThanOrEqual((names?.y ?? 0) + (names?.height ?? 0));
  }
});

test("arrows pass over the merged cells of a blind spot and go on below", async ({ page, api, scripted }) => {
  await openWide(page, api, scripted);
  const rows = matrix(page).locator("[data-point]");
  const blind = rows.and(page.locator("[data-kind='blind_spots']")).first();
  const index = await rows.evaluateAll((all) => all.findIndex((row) => row.matches("[data-kind='blind_spots']")));
  await rows
    .nth(index - 1)
    .locator("[data-place]")
    .last()
    .focus();
  await page.keyboard.press("ArrowDown");
  await expect(blind.locator("[data-statement]")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(index + 1).locator("[data-statement]")).toBeFocused();
});

test("a filter leaves its rows and stays after a reload", async ({ page, api, scripted }) => {
  await openWide(page, api, scripted);
  await page.getByRole("radiogroup", { name: "Points shown" }).getByText("Contradictions").click();
  await expect(matrix(page).locator("[data-statement]")).toHaveCount(6);
  await page.reload();
  await expect(matrix(page).locator("[data-statement]")).toHaveCount(6);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test("33 points are claim cards that fit, counts in words", async ({ page, api, scripted }) => {
    await openWide(page, api, scripted);
    await page.getByRole("tab", { name: /^Points/ }).click();
    await expect(page.locator("article[data-point]")).toHaveCount(33);
    await expect(page.getByText("3 support, 3 contradict, 2 silent").first()).toBeVisible();
    await page.locator("article[data-point] [data-statement]").first().click();
    await expect(page.locator("article[data-point] blockquote").first()).toBeVisible();
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
    await expectAccessible(page, "33 claim cards");
  });
});
