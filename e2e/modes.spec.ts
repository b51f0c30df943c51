import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { ask, choosePanel, finalAnswer, followUp, matrix, pane, savePanel, turnDone } from "./support/screens";
import { test } from "./support/test";

const soloAnswer = (page: Page) => page.getByRole("region", { name: "Answer", exact: true });
const askPanel = (page: Page) => page.getByRole("button", { name: "Ask the panel" });

async function chooseMode(page: Page, mode: "Solo" | "Auto" | "Panel"): Promise<void> {
  await page.getByRole("radio", { name: mode }).check({ force: true });
  await expect(page.getByRole("radio", { name: mode })).toBeChecked();
}

test("by keyboard: one seat answers alone, then the panel is asked and that answer is not bought again", async ({
  page,
  api,
  scripted,
}) => {
  await api.savePanel(scripted.panel("Alone first", ["Ada = plain-a", "Ben = plain-b"]));
  await page.goto("/");
  await choosePanel(page, "Alone first");
  // The menu gives the focus back when it has closed.
  await expect(page.getByRole("button", { name: "Panel: Alone first" })).toBeFocused();
  await page.getByRole("radio", { name: "Panel" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Auto" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Solo" })).toBeChecked();
  await page.getByRole("button", { name: "Answers alone: Ada" }).press("Enter");
  await page.getByRole("menuitemradio", { name: "Ben" }).press("Enter");
  await expect(page.getByRole("button", { name: "Answers alone: Ben" })).toBeVisible();
  await ask(page, "Does one suffice for pots?");
  await expect(soloAnswer(page)).toContainText("boils");
  await expect(page.getByText("1 of 1 answered")).toBeVisible();
  await expect(page.getByRole("main").getByText(/judge/i)).toHaveCount(0);
  await expect(matrix(page)).toHaveCount(0);
  await expectAccessible(page, "a solo answer");
  expect(scripted.requests()).toHaveLength(1);

  await askPanel(page).press("Enter");
  await turnDone(page);
  await expect(page.getByText("2 of 2 answered")).toBeVisible();
  await expect(pane(page, "Ben")).toContainText("boils");
  await expect(matrix(page)).toBeVisible();
  expect(scripted.requests("plain-b")).toHaveLength(1);
  expect(scripted.requests("plain-a")).toHaveLength(1);
  await page.reload();
  await turnDone(page);
  await expect(page.getByRole("radio", { name: "Solo" })).toBeChecked();
  await expect(page.getByRole("button", { name: "Answers alone: Ben" })).toBeVisible();
});

test("in auto mode the writer asks the panel and says why, or answers alone and the panel can still be asked", async ({
  page,
  api,
  scripted,
}) => {
  await api.savePanel(scripted.panel("Chooses", ["Ada = plain-a", "Ben = plain-b"], "judge-asks"));
  await page.goto("/");
  await choosePanel(page, "Chooses");
  await chooseMode(page, "Auto");
  await expect(page.getByText("answers or asks the panel")).toBeVisible();
  await ask(page, "Which is the contested pot?");
  await turnDone(page);
  await expect(page.getByText(/asked the panel: People disagree about pots\./)).toBeVisible();
  await expect(page.getByText("2 of 2 answered")).toBeVisible();
  const [seen] = scripted.requests("plain-a").map(({ body }) => JSON.stringify(body?.messages));
  expect(seen).toContain("Which pot is faster, in full words?");
  expect(seen).not.toContain("contested");

  await followUp(page, "Thank you");
  await expect(soloAnswer(page)).toBeVisible();
  await expect(page.getByText("answered alone")).toBeVisible();
  await expect(page.getByText("1 of 1 answered")).toBeVisible();
  expect(scripted.requests("plain-a")).toHaveLength(1);
  await askPanel(page).click();
  await expect(finalAnswer(page)).toHaveCount(2);
  await expect(page.getByText("3 of 3 answered")).toBeVisible();
  expect(scripted.requests("plain-a")).toHaveLength(2);
});

test("Ctrl and Enter ask the whole panel whatever the mode; a solo turn is stopped where it was sent", async ({
  page,
  api,
  scripted,
}) => {
  await api.savePanel(scripted.panel("Whole", ["Ada = slow", "Ben = plain-b"]));
  await page.goto("/");
  await choosePanel(page, "Whole");
  await chooseMode(page, "Solo");
  await ask(page, "Is it slow alone?");
  await expect(soloAnswer(page)).toContainText("One moment please:");
  await page.getByRole("button", { name: "Stop", exact: true }).last().click();
  await expect(page.getByText("You stopped this turn.")).toBeVisible();
  expect(scripted.requests("plain-b")).toHaveLength(0);

  const field = page.getByRole("textbox", { name: "Follow-up" });
  await field.fill("And all together?");
  await field.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "And all together?" })).toBeVisible();
  await scripted.release("slow");
  await turnDone(page);
  await expect(page.getByText("2 of 2 answered")).toBeVisible();
});

test("a panel that asks two first stops when these do not contradict each other, and the others can be asked; Ctrl and Enter ask all", async ({
  page,
  api,
  scripted,
}) => {
  const seats = ["Ada = plain-a", "Ben = slow", "Cleo = plain-c"];
  const { panelId } = await api.savePanel(scripted.panel("Two first", seats, "judge-mild"));
  await page.goto(`/panels/${panelId}`);
  await page.getByRole("switch", { name: "Ask the two cheapest first" }).click();
  await savePanel(page, "Two first");
  await page.goto("/");
  await choosePanel(page, "Two first");
  await ask(page, "Are two enough for pots?");
  await expect(page.getByText("Two are asked first")).toBeVisible();
  await scripted.release("slow");
  await turnDone(page);
  await expect(page.getByText("so the others were not asked")).toBeVisible();
  await expect(page.getByText("2 of 2 answered")).toBeVisible();
  await expect(page.locator("[data-live-region]")).toContainText("The others are not asked");
  await expectAccessible(page, "a turn that two were enough for");
  expect(scripted.requests("plain-c")).toHaveLength(0);

  await page.getByRole("button", { name: "Ask the others" }).press("Enter");
  await expect(page.getByText("3 of 3 answered")).toBeVisible();
  await turnDone(page);
  expect(scripted.requests("plain-a")).toHaveLength(1);
  expect(scripted.requests("plain-c")).toHaveLength(1);

  const field = page.getByRole("textbox", { name: "Follow-up" });
  await field.fill("And all at once?");
  await field.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "And all at once?" })).toBeVisible();
  await scripted.release("slow");
  await expect(finalAnswer(page)).toHaveCount(2);
  await expect(page.getByText("3 of 3 answered")).toHaveCount(2);
  expect(scripted.requests("plain-c")).toHaveLength(2);
});
