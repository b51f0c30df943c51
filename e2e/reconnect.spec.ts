import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { createApi } from "./support/api";
import { base as bare } from "./support/base-test";
import { waitForControls } from "./support/controls";
import { openLine } from "./support/line";
import { pane, paneIn, turnDone, turnLive } from "./support/screens";
import { connectScripted } from "./support/scripted";
import { freePort, startServer } from "./support/server";
import { test } from "./support/test";

test("a line that was cut is told, tried again, and loses nothing of what was written meanwhile", async ({
  browser,
  app,
  api,
  scripted,
}) => {
  const line = await openLine(app.url);
  const context = await browser.newContext();
  waitForControls(context);
  const page = await context.newPage();
  const panel = scripted.panel("Cut", ["Ada = plain-a", "Slow = slow"]);
  const { conversationId, turnId } = await api.ask({
    question: "What was written meanwhile?",
    panel: { ...panel, limits: { quorum: "all" } },
  });
  await page.goto(`${line.url}/c/${conversationId}`);
  await turnLive(page);
  await expect(paneIn(page, "Slow", "writing").getByText("One moment please:")).toBeVisible();
  line.cut();
  const notice = page.getByRole("status").filter({ hasText: "Reconnecting" });
  await expect(notice).toBeVisible();
  await expect(paneIn(page, "Slow", "writing")).toBeVisible();
  await scripted.release("slow");
  const state = await api.finished(turnId);
  const refused = line.refused();
  await notice.getByRole("button", { name: "Try now" }).click();
  await expect.poll(() => line.refused()).toBeGreaterThan(refused);
  line.mend();
  // The next pause may be the longest by now.
  await expect(notice).toHaveCount(0, { timeout: 40_000 });
  await turnDone(page);
  await expect(pane(page, "Slow")).toContainText("the flame is off");
  expect(state.status).toBe("done");
  expect(scripted.requests()).toHaveLength(5);
  await context.close();
  await line.close();
});

bare("a page that watched while the server was restarted finds it again by itself", async ({ page }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-again-"));
  const port = await freePort();
  const first = await startServer({ dataDir, port });
  const api = createApi(first.url);
  const scripted = await connectScripted(api);
  const panel = scripted.panel("Restarted", ["Ada = plain-a", "Slow = slow"]);
  const { conversationId } = await api.ask({
    question: "Who is back?",
    panel: { ...panel, limits: { quorum: "all" } },
  });
  await page.goto(`${first.url}/c/${conversationId}`);
  await turnLive(page);
  await expect(paneIn(page, "Slow", "writing").getByText("One moment please:")).toBeVisible();
  expect(await first.stop()).toBe(0);
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toBeVisible();
  const second = await startServer({ dataDir, port });
  await expect(page.getByRole("region", { name: /^Slow,.*failed$/ })).toContainText("One moment please:", {
    timeout: 40_000,
  });
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toHaveCount(0);
  expect(scripted.requests("slow")).toHaveLength(1);
  await second.stop();
  await scripted.close();
  await rm(dataDir, { recursive: true, force: true });
});
