import { afterEach, beforeEach, expect, test } from "vitest";
import { createCatalogCache } from "./catalog-cache";
import { type ModelServer, openConnections, openModelServer } from "./test-connections";
import { openTestParts, type TestParts } from "./test-parts";

let parts: TestParts;
let server: ModelServer;

beforeEach(async () => {
  parts = openTestParts();
  server = await openModelServer();
});
afterEach(async () => {
  await server.close();
  parts.close();
});

const open = () => openConnections(parts, { around: () => [] });
const ours = () => ({
  label: "Our server",
  kind: "openai-compatible" as const,
  baseUrl: server.address,
  apiKey: "sk-test",
});

test("the catalogue is there at once after a restart, also without a network, and says how old it is", async () => {
  const first = open();
  first.providers.create(ours());
  first.catalog.view();
  await first.catalog.settled();
  const fetchedAt = parts.clock.now();
  await server.close();

  parts.clock.pass(2 * 3_600_000);
  parts.cache = createCatalogCache({ rows: parts.catalogRows, clock: parts.clock, fixed: {} });
  const second = open();
  const [group] = second.catalog.view().providers;
  expect(group).toMatchObject({ id: "our-server", status: "unchecked", fetchedAt });
  expect(group?.models.map(({ name }) => name)).toEqual(["our-server:maker/one", "our-server:maker/two"]);
  await second.catalog.settled();
  const [later] = second.catalog.view().providers;
  expect(later).toMatchObject({ status: "unreachable", fetchedAt, models: group?.models });
  expect(later?.problem).toMatch(/nothing answers/);
});

test("the catalogue asks again after an hour or on demand, and not before", async () => {
  const { providers, catalog } = open();
  providers.create(ours());
  const look = async () => {
    catalog.view();
    await catalog.settled();
    return server.seen.length;
  };
  expect(await look()).toBe(1);
  expect(await look()).toBe(1);
  parts.clock.pass(3_599_000);
  expect(await look()).toBe(1);
  parts.clock.pass(1000);
  expect(await look()).toBe(2);
  catalog.refresh();
  await catalog.settled();
  expect(server.seen).toHaveLength(3);
});

test("a provider that failed is asked at most once a minute, however often somebody looks", async () => {
  server.answer = { status: 503, body: {} };
  const { providers, catalog } = open();
  providers.create(ours());
  for (const wait of [0, 0, 30_000, 29_999, 1]) {
    parts.clock.pass(wait);
    catalog.view();
    await catalog.settled();
  }
  expect(server.seen).toHaveLength(2);
});

test("an answer that comes after the provider was removed is not kept", async () => {
  const { providers, catalog } = open();
  const { id } = providers.create(ours());
  catalog.view();
  providers.remove(id);
  await catalog.settled();
  expect(parts.catalogRows.find(id)).toBeNull();
  expect(catalog.find("our-server:maker/one")).toBeNull();
});

test("a bare id means the first provider that lists it, OpenRouter first", async () => {
  const { providers, catalog } = open();
  providers.create(ours());
  providers.create({ ...ours(), kind: "openrouter" });
  catalog.view();
  await catalog.settled();
  expect(catalog.find("maker/one")?.providerId).toBe("openrouter");
  expect(catalog.find("our-server:maker/one")?.providerId).toBe("our-server");
  expect(catalog.find("demo:atlas")?.label).toBe("Atlas");
  expect(catalog.find("nobody:maker/one")).toBeNull();
  expect(catalog.labelOf("nobody:maker/some-model")).toBe("some-model");
  expect(catalog.priceOf("nobody:maker/some-model")).toBeNull();
});
