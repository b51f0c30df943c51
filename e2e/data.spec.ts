import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { createApi } from "./support/api";
import { expectAccessible } from "./support/axe";
import { waitForControls } from "./support/controls";
import { demoPanel } from "./support/panels";
import { spawnDataCommand, startServer } from "./support/server";
import { test } from "./support/test";
import { expectNoProblems, watchContext } from "./support/watch";

test("a conversation is exported from its final answer, deleted, and imported in Settings as it was", async ({
  page,
  api,
  watch,
}) => {
  const { conversationId, turnId } = await api.ask({ question: "Exported and back", panel: demoPanel });
  const before = await api.finished(turnId);
  await page.goto(`/c/${conversationId}`);
  const answer = page.getByRole("region", { name: "Final answer" });
  const html = await exported(page, answer, "Export as HTML");
  expect(html).toContain("Exported and back");
  expect(html).not.toContain("<script");
  const file = await exported(page, answer, "Export as JSON");
  await api.json("DELETE", `/api/conversations/${conversationId}`);

  await page.goto("/settings");
  const data = page.getByRole("region", { name: "Data" });
  await choose(data, "Import a file", { name: "talk.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await expect(data.getByText("Imported: 1 conversation with 1 turn.")).toBeVisible();
  expect(await api.turn(turnId)).toEqual(before);
  watch.allow(/status of 400/);
  await choose(data, "Import a file", { name: "talk.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(data.getByText("Nothing was imported.")).toBeVisible();
});

test("a backup is made in Settings and restored there; what was there before is kept", async ({ browser }) => {
  // A server of its own: everything in it is exchanged.
  const server = await startServer({ env: { PARLEY_DEMO: "on" } });
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
  const watch = watchContext(context, server.url);
  waitForControls(context);
  const page = await context.newPage();
  const api = createApi(server.url);
  const kept = await api.ask({ question: "In the backup", panel: demoPanel });
  await api.finished(kept.turnId);
  await page.goto("/settings");
  const data = page.getByRole("region", { name: "Data" });
  await data.getByRole("button", { name: "Back up now" }).click();
  await expect(data.getByText("Backed up: 1 conversation with 1 turn, read back and found whole.")).toBeVisible();
  await expectAccessible(page, "Settings with a backup");
  const list = data.getByRole("list", { name: "Backups" });
  const bytes = await downloaded(page, list.getByRole("button", { name: /^Download/ }));
  const later = await api.ask({ question: "After the backup", panel: demoPanel });
  await api.finished(later.turnId);

  await choose(data, "Restore from a file", { name: "mine.db", mimeType: "application/octet-stream", buffer: bytes });
  const dialog = page.getByRole("dialog", { name: "Restore this backup?" });
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByText("1 conversation with 1 turn are here now.")).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(list.getByText("Kept before a restore")).toBeVisible();
  expect((await api.conversation(kept.conversationId)).turns).toHaveLength(1);
  expect((await api.send("GET", `/api/conversations/${later.conversationId}`)).status).toBe(404);
  const again = await api.ask({ question: "It goes on", panel: demoPanel });
  expect((await api.finished(again.turnId)).status).toBe("done");
  expectNoProblems(watch);
  await context.close();
  expect(await server.stop()).toBe(0);
});

test("the commands back up while the server runs, and restore only when it does not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-data-"));
  const dataDir = join(folder, "data");
  const file = join(folder, "backup.db");
  const server = await startServer({ env: { PARLEY_DEMO: "on" }, dataDir });
  const kept = await createApi(server.url).ask({ question: "In the backup", panel: demoPanel });
  await createApi(server.url).finished(kept.turnId);
  expect(await outcome("backup", file, dataDir)).toEqual({
    code: 0,
    words: expect.stringContaining("1 conversations with 1 turns"),
  });
  await createApi(server.url).json("DELETE", `/api/conversations/${kept.conversationId}`);
  expect(await outcome("restore", file, dataDir)).toEqual({
    code: 1,
    words: expect.stringContaining("already running on this data folder"),
  });
  expect(await server.stop()).toBe(0);

  expect(await outcome("restore", file, dataDir)).toEqual({
    code: 0,
    words: expect.stringContaining("before is kept"),
  });
  const again = await startServer({ dataDir });
  expect((await createApi(again.url).conversation(kept.conversationId)).turns).toHaveLength(1);
  expect(await again.stop()).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

async function outcome(command: "backup" | "restore", file: string, dataDir: string) {
  const process = spawnDataCommand(command, file, dataDir);
  const code = await process.ended;
  return { code, words: process.log() };
}

async function exported(page: Page, answer: Locator, format: string): Promise<string> {
  await answer.getByRole("button", { name: "Export" }).click();
  return (await downloaded(page, page.getByRole("menuitem", { name: format }))).toString("utf8");
}

async function downloaded(page: Page, button: Locator): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFile(await file.path());
}

async function choose(data: Locator, button: string, file: { name: string; mimeType: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([
    data.page().waitForEvent("filechooser"),
    data.getByRole("button", { name: button }).click(),
  ]);
  await chooser.setFiles(file);
}
