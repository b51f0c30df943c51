import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConnectedProvider } from "@/lib/models/provider";
import { environmentProviders } from "./provider-sources";
import { createSecrets } from "./secrets";
import { type ConnectionOptions, type ModelServer, openConnections, openModelServer } from "./test-connections";
import { openTestParts, type TestParts } from "./test-parts";

const marked = "test-key-MARKED-KEY-7731-abcd";
let parts: TestParts;
let server: ModelServer;
/** What the probe of this machine finds. */
let around: ConnectedProvider[];

beforeEach(async () => {
  parts = openTestParts();
  around = [];
  server = await openModelServer();
});
afterEach(async () => {
  await server.close();
  parts.close();
});

const open = (options: Partial<ConnectionOptions> = {}) => openConnections(parts, { around: () => around, ...options });
const ours = () => ({
  label: "Our server",
  kind: "openai-compatible" as const,
  baseUrl: server.address,
  apiKey: marked,
});
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe("adding and changing", () => {
  test("the id comes from the label, and is unique and never one that means something else", () => {
    const { providers } = open();
    expect(providers.create(ours()).id).toBe("our-server");
    expect(providers.create(ours()).id).toBe("our-server-2");
    expect(providers.create({ ...ours(), label: "Demo" }).id).toBe("demo-2");
    expect(providers.create({ ...ours(), label: "OpenRouter" }).id).toBe("openrouter-2");
    expect(providers.create({ ...ours(), label: "My router", kind: "openrouter" }).id).toBe("openrouter");
    expect(providers.create({ ...ours(), label: "Second", kind: "openrouter" }).id).toBe("openrouter-3");
  });

  test("a view shows the last four characters of a key and never more", () => {
    const { providers } = open();
    const view = providers.create(ours());
    expect(view).toMatchObject({ keyLast4: "abcd", origin: "settings", status: "unchecked", modelCount: null });
    expect(JSON.stringify([view, providers.list()])).not.toContain("MARKED");
    expect(providers.create({ ...ours(), apiKey: "short" }).keyLast4).toBe("••••");
  });

  test("the key is readable by nobody who has only the database", () => {
    open().providers.create(ours());
    parts.db.$client.pragma("wal_checkpoint(PASSIVE)");
    for (const file of ["parley.db", "parley.db-wal"]) {
      expect(readFileSync(`${parts.folder}/${file}`).includes("MARKED")).toBe(false);
    }
    expect(open().providers.connected()[0]?.apiKey).toBe(marked);
    expect(open({ secrets: createSecrets(Buffer.alloc(32, 3)) }).providers.list()[0]).toMatchObject({
      status: "not_authorized",
      problem: expect.stringContaining("Enter the key again"),
    });
  });

  test.each([
    ["http://127.0.0.1:9999/v1", null],
    ["https://127.0.0.1:PORT/v1", null],
    ["http://localhost:PORT/v1", null],
    ["http://127.0.0.1:PORT/api/v2/", "abcd"],
  ])("moving to %s leaves the key %s", (next, keyLast4) => {
    const { providers } = open();
    const { id } = providers.create(ours());
    const baseUrl = next.replace("PORT", new URL(server.address).port);
    expect(providers.update(id, { baseUrl }).keyLast4).toBe(keyLast4);
    expect(providers.connected().find((one) => one.id === id)?.apiKey).toBe(keyLast4 ? marked : null);
  });

  test("a key that comes with the new address is kept; an empty one removes the old", () => {
    const { providers } = open();
    const { id } = providers.create(ours());
    const moved = providers.update(id, { baseUrl: "https://elsewhere.example/v1", apiKey: "sk-another-key-wxyz" });
    expect(moved).toMatchObject({ baseUrl: "https://elsewhere.example/v1", keyLast4: "wxyz" });
    expect(providers.update(id, { label: "Renamed" })).toMatchObject({ label: "Renamed", keyLast4: "wxyz" });
    expect(providers.update(id, { apiKey: "" }).keyLast4).toBeNull();
  });

  test.each([
    "http://localhost:3000/api/v1",
    "http://127.0.0.1:3000",
    "http://[::1]:3000/api/v1",
    "http://0.0.0.0:3000",
    "http://127.1:3000",
    "http://parley.localhost:3000",
    "https://parley.example/api/v1",
    "http://localhost.:3000",
  ])("Parley's own address %s is refused", (baseUrl) => {
    const { providers } = open();
    expect(() => providers.create({ ...ours(), baseUrl })).toThrow("address of Parley itself");
    const { id } = providers.create(ours());
    expect(() => providers.update(id, { baseUrl })).toThrow("address of Parley itself");
    expect(providers.list()[0]?.baseUrl).toBe(server.address);
  });

  test("what comes from outside cannot be changed here, and unknown ids are not found", () => {
    around = [{ id: "ollama", label: "Ollama", kind: "local", baseUrl: server.address, apiKey: null }];
    const fromEnvironment = environmentProviders(environment);
    const { providers } = open({ fromEnvironment });
    expect(() => providers.remove("openrouter")).toThrow("comes from the environment");
    expect(() => providers.update("demo", { label: "X" })).toThrow("built in");
    expect(() => providers.remove("nobody")).toThrow("no such provider");
    expect(() => providers.test("nobody")).toThrow("no such provider");
  });
});

const environment = {
  openrouter: { apiKey: marked, baseUrl: "https://openrouter.example/api/v1" },
  openai: { apiKey: "sk-openai-key-0000", baseUrl: "https://openai.example/v1" },
};

describe("where providers come from", () => {
  test("OpenRouter comes first and the demo last, which goes as soon as another can answer", () => {
    const { providers } = open({ fromEnvironment: environmentProviders(environment) });
    providers.create(ours());
    expect(ids(providers.connected())).toEqual(["openrouter", "our-server", "openai", "demo"]);
    expect(ids(providers.list())).toEqual(["openrouter", "our-server", "openai"]);
    expect(JSON.stringify(providers.list())).not.toContain("MARKED");
  });

  test("PARLEY_DEMO on and off", () => {
    const { providers } = open({ demo: "on" });
    providers.create(ours());
    expect(ids(providers.list())).toEqual(["our-server", "demo"]);
    expect(ids(open({ demo: "off" }).providers.connected())).toEqual(["our-server"]);
  });

  test("a saved OpenRouter takes the place of the one in the environment", () => {
    const { providers } = open();
    providers.create({ ...ours(), kind: "openrouter" });
    const again = open({ fromEnvironment: environmentProviders(environment) }).providers;
    expect(again.list()).toMatchObject([{ id: "openrouter", origin: "settings" }, { id: "openai" }]);
  });

  test("a server found on this machine is offered without waiting, and keeps its names when it is added", async () => {
    around = [{ id: "ollama", label: "Ollama", kind: "local", baseUrl: server.address, apiKey: null }];
    const { providers, catalog } = open();
    expect(ids(catalog.view().providers)).toEqual(["demo"]);
    await catalog.settled();
    expect(ids(catalog.view().providers)).toEqual(["ollama"]);
    expect(catalog.find("ollama:maker/one")?.price).toEqual({ input: 0, output: 0 });
    expect(providers.create({ ...ours(), label: "Ollama", kind: "local" }).id).toBe("ollama");
    expect(ids(providers.list())).toEqual(["ollama"]);
  });

  test("a server without a model does not drive the demo away", async () => {
    server.answer.body = { object: "list", data: [] };
    around = [{ id: "ollama", label: "Ollama", kind: "local", baseUrl: server.address, apiKey: null }];
    const { catalog } = open();
    catalog.view();
    await catalog.settled();
    expect(ids(catalog.view().providers)).toEqual(["ollama", "demo"]);
  });
});

describe("testing a connection", () => {
  test.each([
    [200, undefined, true, "Connected: 2 models."],
    [200, { object: "list", data: [] }, true, "Connected, but there is no model yet."],
    [
      401,
      { error: { message: "No auth" } },
      false,
      "Our server does not accept this key (401). Check that it was copied whole.",
    ],
    [500, { error: { message: "boom" } }, false, "Our server: boom. Test again later."],
    [404, { error: "no" }, false, "there is no model list at this address"],
    [429, { error: { message: "Slow down" } }, false, "Our server: Slow down. Wait a moment and test again."],
    [402, { error: { message: "Empty" } }, false, "Our server: Empty. Add credits at the provider"],
  ])("an answer with status %s and %o is said in one plain sentence", async (status, body, ok, words) => {
    server.answer = { status, body: body ?? server.answer.body };
    const { providers } = open();
    const { id } = providers.create(ours());
    const result = await providers.test(id);
    expect(result.ok).toBe(ok);
    expect(result.message).toContain(words);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${marked}`);
    expect(providers.list()[0]?.status).toBe(ok ? "connected" : status === 401 ? "not_authorized" : "unreachable");
  });

  test("where nobody answers, the address is named", async () => {
    const { providers } = open();
    const { id } = providers.create(ours());
    await server.close();
    expect((await providers.test(id)).message).toBe(
      `Our server: nothing answers at this address. Address: ${server.address}. Is the server running?`,
    );
  });

  test("a key that the provider repeats in its error stays out of the sentence", async () => {
    server.answer = { status: 500, body: { error: { message: `Bad key ${marked}` } } };
    const { providers } = open();
    const { id } = providers.create(ours());
    expect(JSON.stringify([await providers.test(id), providers.list()])).not.toContain("MARKED");
  });
});
