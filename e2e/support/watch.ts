import { type BrowserContext, expect } from "@playwright/test";

/** What a page did that no page of ours may do; a test that ends with one of these has failed. */
export type Watch = {
  problems: string[];
  /** Lets problems pass that this test provokes on purpose. */
  allow(pattern: RegExp): void;
};

/** Watches every page of a context: console errors (policy violations are among them), exceptions, dialogs, requests to anyone else. */
export function watchContext(context: BrowserContext, origin: string): Watch {
  const problems: string[] = [];
  const allowed: RegExp[] = [];
  const report = (problem: string) => problems.push(problem);
  context.on("console", (message) => {
    if (message.type() === "error") report(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => report(`exception: ${error.error().stack ?? error.error().message}`));
  context.on("dialog", (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = request.url();
    if (/^https?:|^wss?:/.test(url) && new URL(url).origin !== origin) report(`foreign request: ${url}`);
  });
  return {
    get problems() {
      return problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
    },
    allow: (pattern) => allowed.push(pattern),
  };
}

export function expectNoProblems(watch: Watch): void {
  expect(watch.problems, "what the pages did wrong").toEqual([]);
}
