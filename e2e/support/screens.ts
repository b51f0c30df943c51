import { expect, type Locator, type Page } from "@playwright/test";

/** Where things are on screen, by the names that people and screen readers know them by. */

/** The field of the new conversation. */
export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: "Question", exact: true });
}

/** Types the first question of a conversation and sends it; gives the id of the conversation. */
export async function ask(page: Page, question: string): Promise<string> {
  await composer(page).fill(question);
  await composer(page).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/c\/[\w-]+$/);
  return new URL(page.url()).pathname.slice(3);
}

/** Asks a follow-up in the open conversation. */
export async function followUp(page: Page, question: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Follow-up" });
  await field.fill(question);
  await field.press("Enter");
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
}

/** Chooses a saved panel under the composer. */
export async function choosePanel(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^Panel: / }).click();
  await page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("button", { name: `Panel: ${name}` })).toBeVisible();
}

/** Saves the panel in the builder and waits until leaving would lose nothing. */
export async function savePanel(page: Page, name: string): Promise<void> {
  const save = page.getByRole("button", { name: "Save panel" });
  await save.click();
  await expect(page.getByText(`“${name}” saved`)).toBeVisible();
  await expect(save).toBeDisabled();
}

/** The pane of a panelist, by its label. */
export function pane(page: Page, label: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${label},`) });
}

/** The pane of a panelist in a state: done, writing, failed, stopped, ... */
export function paneIn(page: Page, label: string, status: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${label},.*\\b${status}$`) });
}

export function finalAnswer(page: Page): Locator {
  return page.getByRole("region", { name: "Final answer" });
}

export function matrix(page: Page): Locator {
  return page.getByRole("grid");
}

/** The notice above a result that says what is missing. */
export function notice(page: Page, subject: string): Locator {
  return page.getByRole("paragraph").filter({ has: page.getByText(subject) });
}

/** Waits until a running turn is alive in the browser: its clock is drawn there and never on the server. */
export async function turnLive(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Progress" })).toContainText(/\d+ s/);
}

/** Waits until the newest turn on screen is over and every part of it is drawn, so that nothing moves any more. */
export async function turnDone(page: Page): Promise<void> {
  await expect(finalAnswer(page).last().getByRole("button", { name: "Judge again" })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("[data-late]")).toHaveCount(0);
}
