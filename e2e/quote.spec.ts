import { expect, type Page } from "@playwright/test";
import { elidedParts, nearWords, strangeWords } from "@/e2e/upstream/quote-forms";
import type { Api } from "./support/api";
import { matrix, pane, turnDone } from "./support/screens";
import type { Scripted } from "./support/scripted";
import { test } from "./support/test";

// Pages that scroll smoothly are what makes following a quote hard.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a cell of the matrix leads to the words in the pane, and Backspace leads back", async ({
  page,
  api,
  scripted,
}) => {
  const panel = scripted.panel("Quoted", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Where does it say so?", panel });
  const turn = await api.finished(turnId);
  const point = turn.verdicts[0]?.points.find(({ kind }) => kind === "contradictions");
  const view = point?.views.find(({ panelistId }) => panelistId === "p2");
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  const row = matrix(page)
    .getByRole("row")
    .filter({ hasText: point?.topic ?? "no such point" });
  const cell = row.getByRole("button", { name: /^Ben contradicts|^Ben supports|^Ben partly/ });
  await cell.click();
  const marked = pane(page, "Ben").locator("mark");
  await expect(marked.first()).toBeFocused();
  expect((await marked.allInnerTexts()).join("")).toBe(view?.quote);
  await expect(marked.first()).toBeInViewport();
  await page.keyboard.press("Backspace");
  await expect(cell).toBeFocused();
});

test("a quote that nobody wrote is listed as unverified and never quoted", async ({ page, api, scripted }) => {
  const panel = scripted.panel("Invented", ["Ada = plain-a", "Ben = plain-b"]);
  const { conversationId, turnId } = await api.ask({ question: "Who invented that?", panel });
  const turn = await api.finished(turnId);
  expect(turn.verdicts[0]?.dropped).toMatchObject([{ reason: "quote_missing", topic: "Invented agreement" }]);
  await page.goto(`/c/${conversationId}`);
  await turnDone(page);
  await expect(page.getByText("nobody on this panel ever wrote")).toHaveCount(0);
  await page.getByRole("radiogroup", { name: "Points shown" }).getByText("Unverified").click();
  await expect(page.getByRole("heading", { name: /^Left out/ })).toBeVisible();
  await expect(page.getByText("the quoted words are not in the answers")).toBeVisible();
});

test("shortened and nearly equal quotes lead to every part of them, across bold, links and lists", async ({
  page,
  api,
  scripted,
}) => {
  await openQuoteForms(page, api, scripted);
  const cell = matrix(page).getByRole("button", { name: "Ada supports, open quote" });
  await cell.click();
  const marked = pane(page, "Ada").locator("mark");
  await expect(marked.first()).toBeFocused();
  expect((await marked.allInnerTexts()).join("")).toBe(elidedParts.map(withoutMarkdown).join(""));
  await expect(marked.first()).toBeInViewport();
  await expect(marked.last()).toBeInViewport();
  const quote = matrix(page).locator("blockquote").first();
  await expect(quote).toHaveText(
    `${withoutMarkdown(elidedParts[0])}, which matters more than it seems at first, and ${withoutMarkdown(elidedParts[1])}`,
  );
  await expect(quote.locator(".quote-marked")).toHaveCount(2);
  await page.keyboard.press("Backspace");
  await expect(cell).toBeFocused();
  await expect(marked.first()).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.locator("mark")).toHaveCount(0);
  await matrix(page).getByRole("button", { name: "Ben contradicts, open quote" }).click();
  const near = pane(page, "Ben").locator("mark");
  await expect(near.first()).toBeFocused();
  expect((await near.allInnerTexts()).join("")).toBe(withoutMarkdown(nearWords.written));
  await expect(matrix(page).getByText("Verified, near wording")).toBeVisible();
  await expect(page.getByText(nearWords.quoted)).toHaveCount(0);
});

test("after a quote was followed the page stays where the reader scrolls it", async ({ page, api, scripted }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openQuoteForms(page, api, scripted);
  const cell = matrix(page).getByRole("button", { name: "Ada supports, open quote" });
  await cell.click();
  await expect(pane(page, "Ada").locator("mark").first()).toBeFocused();
  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, -250);
  await expectScrollSettled(page);
  const own = await page.evaluate(() => window.scrollY);
  // A key has no wheel that would tell the page whose scroll it is.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        document.addEventListener("scrollend", () => resolve(), { once: true });
        window.scrollBy(0, -100);
      }),
  );
  await expectScrollSettled(page);
  expect(await page.evaluate(() => window.scrollY)).toBe(own - 100);
});

test("words nobody wrote are reported speech, in the row and on a phone, and never a quote", async ({
  page,
  api,
  scripted,
}) => {
  await openQuoteForms(page, api, scripted);
  await matrix(page).getByRole("button", { name: "Cem unverified, open reason" }).click();
  await expect(matrix(page).getByText("Unverified: the words are not in the answer")).toBeVisible();
  await expect(matrix(page).getByText("The judge says Cem says: handed out for free.")).toBeVisible();
  await expect(matrix(page).locator("blockquote")).toHaveCount(2);
  await expect(page.getByText(strangeWords)).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: /^Points/ }).click();
  await expect(page.getByText("Unverified: the words are not in the answer")).toBeVisible();
  await expect(page.locator("article[data-point] blockquote")).toHaveCount(2);
  await expect(page.getByText(strangeWords)).toHaveCount(0);
});

test("a quote followed before the code that draws the answers has come is shown as soon as it comes", async ({
  page,
  api,
  scripted,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("Quoted words")) await released;
    await route.fulfill({ response });
  });
  // A script that is asked for early and kept back keeps the page from being loaded.
  await openQuoteForms(page, api, scripted, "domcontentloaded");
  await matrix(page).getByRole("button", { name: "Ben contradicts, open quote" }).click();
  await expect(page.getByRole("button", { name: "Back to point 1" })).toBeVisible();
  await expect(page.locator("mark")).toHaveCount(0);
  release();
  const marked = pane(page, "Ben").locator("mark").first();
  await expect(marked).toBeFocused();
  await expect(marked).toBeInViewport();
});

type Waiting = "load" | "domcontentloaded";

async function openQuoteForms(page: Page, api: Api, scripted: Scripted, waitUntil: Waiting = "load"): Promise<void> {
  const seats = ["Ada = formatted-a", "Ben = formatted-b", "Cem = formatted-c"];
  const panel = scripted.panel("Forms", seats, "judge-quote-forms");
  const { conversationId, turnId } = await api.ask({ question: "Where did the allowances go?", panel });
  await api.finished(turnId);
  await page.goto(`/c/${conversationId}`, { waitUntil });
  await turnDone(page);
}

/** Two frames in which nothing moves. */
async function expectScrollSettled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const before = window.scrollY;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.scrollY === before)));
      }),
  );
}

function withoutMarkdown(text: string): string {
  return text.replaceAll(/[*]|\]\([^)]*\)|\[/g, "");
}
