import { type BrowserContext, expect, type Page } from "@playwright/test";

/**
 * Has `goto` and `reload` of every page wait until each control on it answers. Before React has taken over what the server
 * drew, a click changes nothing: a person tries again, a test does not.
 */
export function waitForControls(context: BrowserContext): void {
  context.on("page", (page) => {
    const goto = page.goto.bind(page);
    const reload = page.reload.bind(page);
    page.goto = async (...args) => {
      const response = await goto(...args);
      await untilControlsAnswer(page);
      return response;
    };
    page.reload = async (...args) => {
      const response = await reload(...args);
      await untilControlsAnswer(page);
      return response;
    };
  });
}

async function untilControlsAnswer(page: Page): Promise<void> {
  // A page that is just being left for another has nothing to look at.
  const answers = () => page.evaluate(allAnswer).catch(() => false);
  await expect.poll(answers, { message: "the controls of the page answer", timeout: 30_000 }).toBe(true);
}

/** In the page: React has put its handlers on every control. Pages without our scripts have none. */
function allAnswer(): boolean {
  if (!document.querySelector('script[src*="/_next/"]')) return true;
  const controls = [...document.querySelectorAll("button, input, textarea, select")];
  return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps$")));
}
