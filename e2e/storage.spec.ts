import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { type Api, createApi } from "./support/api";
import { base } from "./support/base-test";
import { problemsOf } from "./support/check-database";
import { type HoldableServer, startHoldable } from "./support/holdable-server";
import { connectScripted, type Scripted } from "./support/scripted";

type World = { server: HoldableServer; api: Api; scripted: Scripted };

/** A server on a data folder whose disk the test can fill, lock and protect. */
const test = base.extend<{ world: World }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
  world: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), "parley-storage-"));
    const server = await startHoldable({ dataDir });
    const api = createApi(server.url);
    const scripted = await connectScripted(api);
    await use({ server, api, scripted });
    expect(await server.stop()).toBe(0);
    expect(problemsOf(dataDir)).toEqual([]);
    await scripted.close();
    await rm(dataDir, { recursive: true, force: true });
  },
});

/** Asks one who answers at once and one who writes for a while, and waits for the first. */
async function askTwo({ api, scripted }: World, slow: string) {
  const panel = {
    ...scripted.panel("Storage", ["Ada = plain-a", `Cay = ${slow}`]),
    limits: { quorum: "all" as const },
  };
  const { conversationId, turnId } = await api.ask({ question: "Is it kept?", panel });
  await api.until(turnId, ({ type }) => type === "answer-ended");
  const askMore = async () => {
    const response = await api.send("POST", `/api/conversations/${conversationId}/turns`, { question: "More?", panel });
    return { status: response.status, problem: Problem.parse(await response.json()) };
  };
  return { conversationId, turnId, askMore };
}

const Problem = z.object({ code: z.string().optional(), detail: z.string().optional() });
const PageCount = z.tuple([z.object({ page_count: z.number() })]);

async function typesOf({ api }: World, turnId: string): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of api.follow(turnId)) types.push(type);
  return types;
}

const failureOf = async ({ api }: World, turnId: string) => (await api.turn(turnId)).failure?.message;

test("a full disk fails the turn with the reason; with room again it goes on where it was", async ({ world, page }) => {
  const { server, api, scripted } = world;
  const { conversationId, turnId, askMore } = await askTwo(world, "numbered/400/200");
  const [{ page_count: pages }] = PageCount.parse(await server.pragma("page_count"));
  await server.pragma(`max_page_count = ${pages}`);
  await expect.poll(() => failureOf(world, turnId)).toBe("The disk of the data folder is full.");
  await expect.poll(() => scripted.requests("numbered/400/200").map(({ aborted }) => aborted)).toEqual([true]);

  await page.goto(`${server.url}/c/${conversationId}`);
  const notice = page.getByText("This turn broke off while 1 panelist was writing.");
  await expect(notice).toBeVisible();
  expect(await askMore()).toMatchObject({ status: 507, problem: { code: "storage_failed" } });

  await server.pragma("max_page_count = 1000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(notice).toBeHidden();
  await expect.poll(async () => (await api.turn(turnId)).status, { timeout: 30_000 }).toBe("done");
  expect(scripted.requests("plain-a")).toHaveLength(1);
  expect(scripted.requests("numbered/400/200")).toHaveLength(2);
});

test("a database that is locked or read-only is told as such, and works when it is free", async ({ world }) => {
  const { server, api } = world;
  const { turnId, askMore } = await askTwo(world, "numbered/200/200");
  // The five seconds of patience are SQLite's; what comes after them is ours.
  await server.pragma("busy_timeout = 200");
  const other = new Sqlite(join(server.dataDir, "parley.db"));
  other.exec("begin immediate");
  await expect.poll(() => failureOf(world, turnId)).toBe("Another program has locked the database.");
  other.exec("rollback");
  other.close();
  // The end that could not be stored is stored now; a reader of the stream had been cut off until then.
  await expect.poll(async () => (await typesOf(world, turnId)).at(-1)).toBe("turn-failed");

  await server.pragma("query_only = 1");
  const refused = { status: 503, problem: { detail: expect.stringContaining("read-only") } };
  expect(await askMore()).toMatchObject(refused);
  await server.pragma("query_only = 0");
  await api.json("POST", `/api/turns/${turnId}/continue`);
  expect((await api.finished(turnId)).status).toBe("done");
  expect((await askMore()).status).toBe(202);
});
