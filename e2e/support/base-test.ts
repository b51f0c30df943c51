import { test as bare } from "@playwright/test";
import { waitForControls } from "./controls";

/** Playwright's test, whose pages answer as soon as they are there. */
export const base = bare.extend({
  context: async ({ context }, use) => {
    waitForControls(context);
    await use(context);
  },
});
