import { afterEach, beforeEach, expect, test } from "vitest";
import { type EngineServer, openEngineServer } from "@/lib/tools/search/engines.test-kit";
import { createSearchEngines } from "./search-engines";
import { openTestParts, type TestParts } from "./test-parts";

let parts: TestParts;
let server: EngineServer;
beforeEach(async () => {
  parts = openTestParts();
  server = await openEngineServer();
});
afterEach(async () => {
  parts.close();
  await server.close();
});

const nothing = { searxngUrl: null, braveKey: null, tavilyKey: null, exaKey: null };

function openEngines(fromEnvironment: Partial<typeof nothing> | Record<string, string> = {}) {
  const { settings: rows, secrets } = parts;
  return createSearchEngines({
    rows,
    secrets,
    fromEnvironment: { ...nothing, ...fromEnvironment },
    addresses: server.addresses,
  });
}

const find = (engines: ReturnType<typeof openEngines>, id: string) => engines.list().find((view) => view.id === id);

test("on a fresh installation only the keyless engine is set up", () => {
  const set = openEngines()
    .list()
    .filter(({ origin }) => origin !== null);
  expect(set).toMatchObject([{ id: "open", origin: "built-in", needs: "nothing" }]);
});

test("a stored key is shown by its last four characters only, and lies sealed in the database", () => {
  const engines = openEngines();
  expect(engines.update("brave", { apiKey: "BSA-0123456789-wxyz" })).toMatchObject({
    origin: "settings",
    keyLast4: "wxyz",
  });
  expect(JSON.stringify(engines.list())).not.toContain("0123456789");
  expect(JSON.stringify(parts.settings.list(""))).not.toContain("0123456789");
});

test("what is stored wins over the environment, and forgetting it brings the environment back", async () => {
  const engines = openEngines({ braveKey: "environment-key-abcd" });
  expect(find(engines, "brave")).toMatchObject({ origin: "environment", keyLast4: "abcd" });
  engines.update("brave", { apiKey: "stored-key-efgh" });
  await engines.test("brave");
  expect(server.seen.at(-1)?.headers["x-subscription-token"]).toBe("stored-key-efgh");
  expect(engines.update("brave", { apiKey: "" })).toMatchObject({ origin: "environment" });
});

test("a new key counts at the next search, without a restart", async () => {
  const engines = openEngines();
  expect(await engines.test("searxng")).toMatchObject({ ok: false });
  engines.update("searxng", { address: `${server.origin}/searx/` });
  expect(find(engines, "searxng")).toMatchObject({ address: `${server.origin}/searx` });
  expect(await engines.test("searxng")).toEqual({ ok: true, message: "Works: 2 results for a test search." });
});

test("a test tells what is wrong", async () => {
  server.set("/exa", { status: 401 });
  const engines = openEngines({ exaKey: "bad-key-123456" });
  expect(await engines.test("exa")).toMatchObject({ ok: false, message: expect.stringContaining("Check its key") });
  server.set("/exa", { body: { results: [] } });
  expect(await engines.test("exa")).toMatchObject({ ok: false, message: expect.stringContaining("found nothing") });
});

test.each([
  ["open", { apiKey: "x" }],
  ["brave", { address: "https://x.example" }],
  ["searxng", { apiKey: "x" }],
  ["brave", {}],
] as const)("%s refuses %j", (id, patch) => {
  expect(() => openEngines().update(id, patch)).toThrow(expect.objectContaining({ name: "FailureError" }));
});

test("a key that was sealed with another master key is named as unreadable, and not replaced by the environment", () => {
  const engines = openEngines({ tavilyKey: "environment-key-abcd" });
  engines.update("tavily", { apiKey: "tvly-0123456789" });
  const row = parts.settings.get("search-engine:tavily") ?? "";
  parts.settings.set("search-engine:tavily", row.replace(/"sealed":"1\.\w{8}/, '"sealed":"1.00000000'));
  expect(find(engines, "tavily")).toMatchObject({
    origin: "settings",
    problem: expect.stringContaining("cannot be read"),
  });
});
