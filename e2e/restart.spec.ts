import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { createApi } from "./support/api";
import { base as test } from "./support/base-test";
import { paneIn } from "./support/screens";
import { connectScripted } from "./support/scripted";
import { startServer } from "./support/server";

test("a server that is told to stop ends cleanly, and nothing written is lost", async ({ page }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-restart-"));
  const first = await startServer({ dataDir });
  const api = createApi(first.url);
  const scripted = await connectScripted(api);
  const panel = scripted.panel("Interrupted", ["Ada = plain-a", "Slow = slow"]);
  const { conversationId, turnId } = await api.ask({
    question: "What survives?",
    panel: { ...panel, limits: { quorum: "all" } },
  });
  await api.until(turnId, (event) => event.type === "answer-ended");
  await api.until(turnId, (event) => event.type === "answer-delta" && event.text.includes("moment"));
  const viewer = readToEnd(`${first.url}/api/turns/${turnId}/events`);
  expect(await first.stop()).toBe(0);
  await viewer;
  await expect.poll(() => scripted.requests("slow").map(({ aborted }) => aborted)).toEqual([true]);

  const second = await startServer({ dataDir });
  const turn = await createApi(second.url).turn(turnId);
  expect(turn.status).toBe("interrupted");
  expect(turn.answers.map(({ text }) => text)).toEqual([
    expect.stringContaining("Water boils"),
    expect.stringContaining("One moment please:"),
  ]);
  await page.goto(`${second.url}/c/${conversationId}`);
  await expect(paneIn(page, "Ada", "done")).toContainText("Water boils");
  await expect(page.getByRole("region", { name: /^Slow,/ })).toContainText("One moment please:");
  await expect(page.getByText("The server stopped while 1 panelist was writing.")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await scripted.release("slow");
  await expect(paneIn(page, "Slow", "done")).toContainText("Water boils");
  await expect(page.getByText("The server stopped")).toHaveCount(0);
  expect(scripted.requests("plain-a")).toHaveLength(1);
  expect(scripted.requests("slow")).toHaveLength(2);
  expect(await second.stop()).toBe(0);
  await scripted.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Follows a stream until the server closes it; that it is cut off is what the test waits for. */
async function readToEnd(url: string): Promise<void> {
  const response = await fetch(url);
  await response.text().catch(() => undefined);
}
