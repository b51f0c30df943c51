import { expect } from "@playwright/test";
import { createApi } from "./support/api";
import { finalAnswer, pane, paneIn, turnDone } from "./support/screens";
import { startServer } from "./support/server";
import { test as base } from "./support/test";

/** A server that makes one call to a provider at a time. */
const test = base.extend({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ env: { PARLEY_UPSTREAM_POLICY: JSON.stringify({ places: { remote: 1 } }) } });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

test("a pane says why its request is sent again, and still does when it is done", async ({ page, app, scripted }) => {
  const api = createApi(app.url);
  const panel = scripted.panel("Limited", ["Ada = limited-a"]);
  const { conversationId, turnId } = await api.ask({ question: "Is it busy?", panel });
  await page.goto(`/c/${conversationId}`);
  const words = "Scripted: Rate limit exceeded: 20 requests a minute.";
  await expect(pane(page, "Ada")).toContainText(/Try 2 of 3( in 1 s)?: Scripted: Rate limit exceeded/);
  await scripted.release("limited-a");
  await turnDone(page);
  await expect(paneIn(page, "Ada", "done")).toContainText("Water boils");
  await pane(page, "Ada").getByRole("button", { name: "Sent twice" }).click();
  await expect(pane(page, "Ada")).toContainText(`Try 1 of 3 failed: ${words} The next went out after 1 s.`);
  expect(scripted.requests("limited-a")).toHaveLength(2);
  const [answer] = (await api.turn(turnId)).answers;
  expect(answer?.waits?.retries).toMatchObject([{ try: 2, of: 3, waitMs: 1000, failure: { code: "rate_limited" } }]);
});

test("a pane whose call waits for a place is queued, and goes on when there is one", async ({
  page,
  app,
  scripted,
}) => {
  const api = createApi(app.url);
  const panel = { ...scripted.panel("Queue", ["Ada = slow", "Ben = plain-b"]), limits: { quorum: "all" as const } };
  const { conversationId } = await api.ask({ question: "Who is first?", panel });
  await page.goto(`/c/${conversationId}`);
  await expect(paneIn(page, "Ben", "queued")).toContainText("Waits for a free place: it is next");
  await expect(paneIn(page, "Ada", "writing")).toContainText("One moment please:");
  expect(scripted.requests("plain-b")).toHaveLength(0);
  await scripted.release("slow");
  await turnDone(page);
  await expect(paneIn(page, "Ben", "done")).toContainText("Water boils");
  await expect(finalAnswer(page)).toContainText("The panel answers as follows.");
});
