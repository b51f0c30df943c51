import { expect, type Locator, type Page } from "@playwright/test";

/** Where things are on screen, by the names that people and screen readers know them by. */

export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: /question/i });
}

/** Types a question and sends it; gives the id of the conversation it is in. */
export async function ask(page: Page, question: string): Promise<string> {
  await composer(page).fill(question);
  await composer(page).press("Enter");
  await expect(page).toHaveURL(/\/c\/[\w-]+$/);
  await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible();
  return new URL(page.url()).pathname.slice(3);
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

export function notice(page: Page, subject: string): Locator {
  return page.getByRole("note").filter({ hasText: subject });
}

/** Waits until the newest turn on screen is over. */
export async function turnDone(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Copy the final answer" }).last()).toBeVisible({ timeout: 30_000 });
}
