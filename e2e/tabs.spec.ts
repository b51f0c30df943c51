import { expect, type Page } from "@playwright/test";
import { readDiagnostics } from "./support/read-diagnostics";
import { paneIn, turnDone } from "./support/screens";
import { test } from "./support/test";

/** Whether a tab is behind others: without a desktop every page of the browser counts as seen. */
declare global {
  interface Window {
    isBehind: boolean;
  }
}

const look = (page: Page, isSeen: boolean) =>
  page.evaluate((behind) => {
    window.isBehind = behind;
    document.dispatchEvent(new Event("visibilitychange"));
  }, !isSeen);

test("eight tabs of a running turn leave room for a ninth, and each shows the end when it is shown", async ({
  context,
  api,
  scripted,
}) => {
  await context.addInitScript(() => {
    window.isBehind = false;
    Object.defineProperty(document, "hidden", { get: () => window.isBehind });
  });
  const panel = { ...scripted.panel("Tabs", ["Ada = plain-a", "Slow = slow"]), limits: { quorum: "all" as const } };
  const { conversationId } = await api.ask({ question: "How many look?", panel });
  const openTab = async () => {
    const page = await context.newPage();
    await page.goto(`/c/${conversationId}`);
    await expect(paneIn(page, "Slow", "writing")).toContainText("One moment please:");
    return page;
  };
  const behind: Page[] = [];
  for (let tab = 0; tab < 8; tab += 1) {
    const page = await openTab();
    await look(page, false);
    behind.push(page);
  }
  await expect.poll(async () => (await readDiagnostics(api)).openStreams).toBe(3);
  const ninth = await openTab();
  await scripted.release("slow");
  await turnDone(ninth);
  for (const page of behind) {
    await look(page, true);
    await turnDone(page);
    await expect(paneIn(page, "Slow", "done")).toContainText("the flame is off");
  }
});
