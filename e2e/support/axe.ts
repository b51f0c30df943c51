import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Base UI's edges of an open popup: empty, and left again the moment they get the focus. Axe cannot know that. */
const focusGuards = "[data-base-ui-focus-guard]";

/**
 * Nothing serious or critical for people with disabilities, in the light and in the dark theme, which the page follows while it
 * is open.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? /\bdark\b/ : /^(?!.*\bdark\b)/);
    const axe = new AxeBuilder({ page }).exclude(focusGuards);
    // The dark theme changes colours and nothing else.
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(describeNode).join(" | ")}`);
    expect(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

function describeNode(node: { html: string; failureSummary?: string }): string {
  return `${node.html.slice(0, 200)} -> ${node.failureSummary?.split("\n").slice(1, 2).join("").trim() ?? ""}`;
}
