import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { paneIn, turnDone, turnLive } from "./support/screens";
import { test } from "./support/test";

/** The notices a page has shown, and whether somebody looks at it: a test cannot click on a real desktop. */
declare global {
  interface Window {
    notices: Notification[];
    away: boolean;
  }
}

test.use({ permissions: ["notifications"] });

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.notices = [];
    window.away = false;
    const Real = window.Notification;
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        window.notices.push(this);
      }
    };
    document.hasFocus = () => !window.away;
  });
});

const shown = (page: Page) => page.evaluate(() => window.notices.map(({ title, body }) => ({ title, body })));
const open = (page: Page, index: number) =>
  page.evaluate((at) => window.notices[at]?.dispatchEvent(new Event("click")), index);

async function look(page: Page, away: boolean): Promise<void> {
  await page.evaluate((value) => {
    window.away = value;
    window.dispatchEvent(new Event(value ? "blur" : "focus"));
  }, away);
}

test("who looks elsewhere is told when a turn is done, if they asked for it", async ({ page, api, scripted }) => {
  const panel = { ...scripted.panel("Told", ["Ada = plain-a", "Slow = slow"]), limits: { quorum: "all" as const } };
  await page.goto("/settings");
  const notices = page.getByRole("switch", { name: "Tell me when a turn is done" });
  await expect(notices).not.toBeChecked();
  await notices.click();
  await expect(notices).toBeChecked();
  await expectAccessible(page, "settings");

  const question = "Is anybody there?";
  const open1 = await api.ask({ question, panel });
  await page.goto(`/c/${open1.conversationId}`);
  await turnLive(page);
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  const title = await page.title();
  await look(page, true);
  await scripted.release("slow");
  await expect(page).toHaveTitle(`Final answer ready · ${title}`);
  await expect.poll(() => shown(page)).toEqual([{ title: "Final answer ready", body: question }]);
  await open(page, 0);
  await look(page, false);
  await expect(page).toHaveTitle(title);
  await turnDone(page);
  await expect(page.locator(`[data-turn="${open1.turnId}"]`)).toBeInViewport();
});

test("a turn of a conversation that is not open tells it, too, and leads there", async ({ page, api, scripted }) => {
  await page.addInitScript(() => localStorage.setItem("parley:tell-when-done", "on"));
  const panel = { ...scripted.panel("Behind", ["Ada = plain-a", "Slow = slow"]), limits: { quorum: "all" as const } };
  const { conversationId } = await api.ask({ question: "Who is behind?", panel });
  await page.goto(`/c/${conversationId}`);
  await turnLive(page);
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await scripted.release("slow");
  await expect.poll(() => shown(page)).toEqual([{ title: "Final answer ready", body: "Who is behind?" }]);
  await expect(page).not.toHaveTitle(/ready/);
  await open(page, 0);
  await expect(page).toHaveURL(new RegExp(`/c/${conversationId}$`));
  await turnDone(page);
});

test("a turn that another tab had judged again is new when one comes back", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Again", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Judged twice?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(page.getByText("Verdict 2 of 2")).toHaveCount(0);
  await api.json("POST", `/api/turns/${turnId}/verdicts`, {});
  await api.finished(turnId);
  await expect(async () => {
    await look(page, true);
    await look(page, false);
    await expect(page.getByText("Verdict 2 of 2").first()).toBeVisible({ timeout: 2000 });
  }).toPass();
});
