import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { choosePanel, composer } from "./support/screens";
import { test } from "./support/test";

const widths = [390, 360] as const;

for (const width of widths) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("no screen scrolls sideways", async ({ page, api, scripted }) => {
      const { panelId } = await api.savePanel({
        ...scripted.panel(`Phone ${width}`, ["Ada = plain-a", "Ben = plain-b"]),
      });
      for (const path of ["/", "/panels", "/panels/new", `/panels/${panelId}`, "/settings"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
        await expectNoSidewaysScroll(page, path);
      }
    });

    test("the mode and the seat are chosen, and one answer is read without tabs", async ({ page, api, scripted }) => {
      const name = `Alone at ${width}`;
      await api.savePanel(scripted.panel(name, ["Ada = plain-a", "Ben = plain-b"]));
      await page.goto("/");
      await choosePanel(page, name);
      await page.getByRole("radio", { name: "Solo" }).check({ force: true });
      await expect(page.getByRole("button", { name: "Answers alone: Ada" })).toBeVisible();
      await expectNoSidewaysScroll(page, "solo composer");
      await composer(page).fill("Does one fit on a phone?");
      await page.getByRole("button", { name: "Send" }).tap();
      await expect(page.getByRole("region", { name: "Answer", exact: true })).toContainText("boils");
      await expect(page.getByRole("tablist")).toHaveCount(0);
      await page.getByRole("button", { name: "Mode: Solo" }).tap();
      await expect(page.getByRole("menuitemradio", { name: "Ada" })).toBeVisible();
      await page.getByRole("menuitemradio", { name: /^Auto/ }).tap();
      await expect(page.getByRole("button", { name: "Mode: Auto" })).toBeVisible();
      await expectNoSidewaysScroll(page, "a solo answer");
      await expectAccessible(page, `a solo answer at ${width} px`);
    });

    test("a turn is asked, watched and read in tabs", async ({ page, api, scripted }) => {
      const panel = scripted.panel("Phone turn", ["Ada = plain-a", "Ben = plain-b", "Poor = 402"]);
      const { conversationId, turnId } = await api.ask({ question: "Does it fit on a phone?", panel });
      await page.goto(`/c/${conversationId}`);
      await api.finished(turnId);
      const tab = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
      await expect(tab("Final answer")).toHaveAttribute("aria-selected", "true");
      await expectNoSidewaysScroll(page, "final answer");
      await tab("Points").tap();
      await expect(page.getByText("The size of the effect")).toBeVisible();
      await expectNoSidewaysScroll(page, "points");
      await expectAccessible(page, `points at ${width} px`);
      await tab("Answers").tap();
      await expect(page.getByRole("toolbar", { name: "Answers" })).toBeVisible();
      await expectNoSidewaysScroll(page, "answers");
      await page.getByRole("button", { name: "Poor, failed" }).tap();
      await expect(page.getByRole("region", { name: /^Poor,/ })).toBeInViewport({ ratio: 0.8 });
      await expectAccessible(page, `answers at ${width} px`);
    });

    test("a quote opens its pane and leads back to its point", async ({ page, api, scripted }) => {
      const panel = scripted.panel("Phone quote", ["Ada = plain-a", "Ben = plain-b"]);
      const { conversationId, turnId } = await api.ask({ question: "Where are the words?", panel });
      await api.finished(turnId);
      await page.goto(`/c/${conversationId}`);
      await page.getByRole("tab", { name: /^Points/ }).tap();
      await page.getByRole("button", { name: /The size of the effect/ }).tap();
      await page.getByRole("button", { name: "Show in the answer of Ben" }).tap();
      await expect(page.locator("mark").first()).toBeInViewport();
      await page.getByRole("button", { name: /^Back to point/ }).tap();
      await expect(page.getByText("The size of the effect")).toBeInViewport();
    });
  });
}

test("a question is asked on a phone; Enter makes a new line there", async ({ page }) => {
  await page.goto("/");
  await composer(page).fill("First line");
  await composer(page).press("Enter");
  await composer(page).pressSequentially("second line");
  await expect(composer(page)).toHaveValue("First line\nsecond line");
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(page).toHaveURL(/\/c\//);
});

test("the sidebar is a drawer", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Open the sidebar" }).tap();
  const drawer = page.getByRole("dialog", { name: "Sidebar" });
  await drawer.getByRole("link", { name: "Settings" }).tap();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(drawer).toHaveCount(0);
});

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll, where).toBeLessThanOrEqual(client);
}
