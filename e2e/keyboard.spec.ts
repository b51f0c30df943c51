import { expect, type Page } from "@playwright/test";
import type { Api } from "./support/api";
import { composer, finalAnswer, matrix, pane, paneIn, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";

test("a question is asked, read, quoted and left without a mouse", async ({ page, api, scripted }) => {
  await api.savePanel(scripted.panel("Keyboard", ["Ada = plain-a", "Ben = plain-b"]));
  await page.goto("/");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("Can it be done by keyboard?");
  await page.keyboard.press("Tab");
  await reach(page, /^Panel: /);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.type("Keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Panel: Keyboard" })).toBeFocused();
  await composer(page).focus();
  await page.keyboard.press("Enter");
  await turnDone(page);
  await expect(page.getByRole("heading", { level: 1, name: "Can it be done by keyboard?" })).toBeVisible();
});

test("J and K walk the points, Enter opens one, and a quote leads to the words and back", async ({
  page,
  api,
  scripted,
}) => {
  await openFinished(page, api, scripted);
  const statements = matrix(page).getByRole("button", { expanded: false });
  const count = await statements.count();
  await page.keyboard.press("j");
  await expect(matrix(page).locator("[data-statement]").nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(matrix(page).locator("[data-statement]").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(matrix(page).locator("[data-statement]").nth(0)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(matrix(page).getByRole("button", { expanded: true })).toHaveCount(1);
  expect(count).toBeGreaterThan(2);
  await page.keyboard.press("ArrowRight");
  const cell = matrix(page).locator(":focus");
  await expect(cell).toHaveAccessibleName(/open quote$/);
  await page.keyboard.press("Enter");
  await expect(page.locator("mark:focus")).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(matrix(page).locator(":focus")).toHaveAccessibleName(/open quote$/);
  await page.keyboard.press("Escape");
  await expect(page.locator("mark")).toHaveCount(0);
});

test("the matrix is one tab stop", async ({ page, api, scripted }) => {
  await openFinished(page, api, scripted);
  await expect(matrix(page).locator("[tabindex='0']")).toHaveCount(1);
});

test("digits go to panes, M maximises one and Escape brings the others back", async ({ page, api, scripted }) => {
  await openFinished(page, api, scripted);
  await page.keyboard.press("2");
  await expect(pane(page, "Ben").locator(":focus")).toHaveCount(1);
  await page.keyboard.press("m");
  await expect(pane(page, "Ada")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(pane(page, "Ada")).toBeVisible();
});

test("a failed panelist is retried by keyboard", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Retry by key", ["Ada = plain-a", "Poor = 402"]);
  const { conversationId, turnId } = await api.ask({ question: "Who fails here?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await pane(page, "Poor").getByRole("button", { name: "Retry", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => scripted.requests("402").length).toBe(2);
  await expect(paneIn(page, "Poor", "failed")).toBeVisible();
});

test("single keys are text inside a field", async ({ page, api, scripted }) => {
  await openFinished(page, api, scripted);
  const field = page.getByRole("textbox", { name: "Follow-up" });
  await field.focus();
  await page.keyboard.type("jkmn?/");
  await expect(field).toHaveValue("jkmn?/");
  await expect(page).toHaveURL(/\/c\//);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Tab reaches the skip link first, and it leads to the page", async ({ page }) => {
  await page.goto("/panels");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("single keys can be turned off in Settings", async ({ page, api }) => {
  await api.json("PATCH", "/api/settings", { singleKeys: false });
  await page.goto("/panels");
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/\/panels$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await api.json("PATCH", "/api/settings", { singleKeys: true });
});

async function openFinished(page: Page, api: Api, scripted: Scripted): Promise<void> {
  const panel = scripted.panel("Keys", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "What do the keys do?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  // Only the browser draws this line, so from here on the page listens to keys.
  await expect(finalAnswer(page)).toContainText("Checked:");
}

/** Presses Tab until the focus is on something of that name. */
async function reach(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 20; press += 1) {
    const focused = page.locator(":focus");
    const label = await focused.evaluate((element) => element.getAttribute("aria-label") ?? element.textContent ?? "");
    if (name.test(label)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}
