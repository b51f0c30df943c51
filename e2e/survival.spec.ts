import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { createApi } from "./support/api";
import { base } from "./support/base-test";
import { problemsOf } from "./support/check-database";
import { connectScripted } from "./support/scripted";
import { freePort, spawnStart, startServer } from "./support/server";

const test = base.extend<{ dataDir: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
  dataDir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "parley-survival-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

test("a second process on the same data is refused by name, and the first one goes on", async ({ dataDir }) => {
  const first = await startServer({ dataDir });
  const second = spawnStart({ PARLEY_DATA_DIR: dataDir, PORT: String(await freePort()) });
  expect(await second.ended).toBe(1);
  expect(second.log()).toContain(`Parley is already running on this data folder: process ${first.pid} on this machine`);
  expect(second.log()).not.toMatch(/^\s+at /m);
  await expect(startServer({ dataDir })).rejects.toThrow(/already running on this data folder/);
  expect((await createApi(first.url).send("GET", "/api/health")).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test("a process that hung is replaced, and ends by itself when it wakes up", async ({ dataDir }) => {
  const hung = await startServer({ dataDir });
  const api = createApi(hung.url);
  const scripted = await connectScripted(api);
  const panel = scripted.panel("Hung", ["Ada = plain-a", "Cay = numbered/20000/100"]);
  const { turnId } = await api.ask({ question: "Who writes?", panel });
  await api.until(turnId, ({ type }) => type === "answer-ended");
  process.kill(hung.pid, "SIGSTOP");
  const outside = new Sqlite(join(dataDir, "parley.db"));
  outside.exec("update instance set heartbeat_at = heartbeat_at - 60000");
  outside.close();

  const next = await startServer({ dataDir });
  const found = await createApi(next.url).turn(turnId);
  expect(found.status).toBe("interrupted");
  process.kill(hung.pid, "SIGCONT");
  expect(await hung.ended).toBe(1);
  expect(hung.log()).toContain("Another process has taken the data folder over");
  await expect.poll(() => scripted.requests("numbered/20000/100").map(({ aborted }) => aborted)).toEqual([true]);
  expect(await createApi(next.url).turn(turnId)).toEqual(found);
  expect(problemsOf(dataDir)).toEqual([]);
  expect(await next.stop()).toBe(0);
  await scripted.close();
});

test("told to end with twenty streams open, the server says so on each, ends its calls, saves and goes", async ({
  dataDir,
}) => {
  const server = await startServer({ dataDir });
  const api = createApi(server.url);
  const scripted = await connectScripted(api);
  const panel = scripted.panel("Ending", ["Ada = plain-a", "Slow = slow"]);
  const { turnId } = await api.ask({ question: "What ends?", panel: { ...panel, limits: { quorum: "all" } } });
  await api.until(turnId, (event) => event.type === "answer-delta" && event.text.includes("moment"));
  const viewers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const response = await fetch(`${server.url}/api/turns/${turnId}/events`);
      return { status: response.status, text: response.text() };
    }),
  );
  expect(viewers.map(({ status }) => status)).toEqual(viewers.map(() => 200));
  expect(await server.stop()).toBe(0);
  for (const { text } of viewers) expect(await text).toMatch(/event: server-restart\nretry: 1000\ndata: \{\}\n\n$/);
  await expect.poll(() => scripted.requests("slow").map(({ aborted }) => aborted)).toEqual([true]);
  expect(() => process.kill(server.pid, 0)).toThrow(/ESRCH/);
  expect(existsSync(join(dataDir, "parley.db-wal"))).toBe(false);
  expect(problemsOf(dataDir)).toEqual([]);
  await scripted.close();
});
