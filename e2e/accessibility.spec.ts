import { expect } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { matrix, paneIn, turnDone } from "./support/screens";
import { test } from "./support/test";

test("the new conversation is accessible, also with its panel menu open", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^Panel: / })).toBeVisible();
  await expectAccessible(page, "new conversation");
  await page.getByRole("button", { name: /^Panel: / }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page, "panel menu");
});

test("a running turn is accessible", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("Running", ["Ada = plain-a", "Slow = slow"]), limits: { quorum: "all" as const } };
  const { conversationId } = await api.ask({ question: "How does it look while it runs?", panel });
  await page.goto(`/c/${conversationId}`);
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  await expectAccessible(page, "running turn");
});

test("a finished turn is accessible, also with a point open and a quote followed", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Finished", ["Ada = plain-a", "Ben = plain-b", "Cut = length"]);
  const { conversationId, turnId } = await api.ask({ question: "How does it look at the end?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expectAccessible(page, "finished turn");
  await matrix(page)
    .getByRole("button", { name: /open quote$/ })
    .first()
    .click();
  await expect(page.locator("mark").first()).toBeFocused();
  await expectAccessible(page, "followed quote");
});

test("a failed turn is accessible", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Failed", ["Ada = 402", "Ben = 401"]);
  const { conversationId, turnId } = await api.ask({ question: "How does failure look?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await expect(paneIn(page, "Ada", "failed")).toBeVisible();
  await expectAccessible(page, "failed turn");
});

test("the panels, the builder and the open model picker are accessible", async ({ page, api, scripted }) => {
  const { panelId } = await api.savePanel(scripted.panel("For axe", ["Ada = plain-a", "Ben = plain-b"]));
  await page.goto("/panels");
  await expect(page.getByRole("link", { name: "For axe" })).toBeVisible();
  await expectAccessible(page, "panels");
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("button", { name: "Details of Ada" }).click();
  await expectAccessible(page, "panel builder");
  await page.getByRole("button", { name: "Add a panelist" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expectAccessible(page, "model picker");
});

test("the settings are accessible, also while a provider is added", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add a provider" }).click();
  await expect(page.getByRole("form", { name: "Add a provider" })).toBeVisible();
  await expectAccessible(page, "settings");
});

test("search and the list of keys are accessible", async ({ page }) => {
  await page.goto("/panels");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search titles and commands" })).toBeVisible();
  await expectAccessible(page, "search");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expectAccessible(page, "keys");
});

for (const path of ["/nowhere", "/c/unknown", "/panels/unknown"]) {
  test(`an address that leads nowhere says so accessibly: ${path}`, async ({ page, watch }) => {
    watch.allow(/status of 404/);
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
  });
}
