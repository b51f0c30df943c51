import { expect } from "@playwright/test";
import { matrix, pane, turnDone } from "./support/screens";
import { test } from "./support/test";

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
