import { afterEach, beforeEach, expect, test } from "vitest";
import type { SearchRequest } from "@/lib/core/web";
import type { EngineAccess } from "./engine";
import { type EngineServer, openEngineServer } from "./engines.test-kit";
import { languageOf } from "./query-language";
import { createSearchWeb, enginesOf } from "./search-web";

let server: EngineServer;
beforeEach(async () => {
  server = await openEngineServer();
});
afterEach(() => server.close());

const none: EngineAccess = { searxngUrl: null, braveKey: null, tavilyKey: null, exaKey: null };

function search(access: Partial<EngineAccess>, request: Partial<SearchRequest> = {}) {
  const engines = () => enginesOf({ ...none, ...access }, server.addresses);
  return createSearchWeb(engines)({
    query: "carbon tax",
    engine: "auto",
    maxResults: 5,
    allowedDomains: [],
    excludedDomains: [],
    signal: new AbortController().signal,
    ...request,
  });
}

const urlsOf = (outcome: Awaited<ReturnType<typeof search>>) =>
  "hits" in outcome ? outcome.hits.map(({ url }) => url) : [];

test("SearXNG: rows become hits, rows without a web address are left out", async () => {
  const outcome = await search({ searxngUrl: `${server.origin}/searx/` });
  expect(outcome).toEqual({
    engine: "SearXNG",
    hits: [
      { url: "https://one.example/a", title: "One", snippet: "First & best", date: "2024-05-03" },
      { url: "https://two.example/b", title: "Two", snippet: "", date: "" },
    ],
  });
  expect(server.seen[0]?.query.get("format")).toBe("json");
});

test("Brave: the key goes into its header, markup of the title goes", async () => {
  const outcome = await search({ braveKey: "brave-1" });
  expect(outcome).toMatchObject({
    engine: "Brave",
    hits: [{ title: "Brave one", snippet: 'About "it"', date: "2025-01-02" }, {}],
  });
  expect(server.seen[0]?.headers["x-subscription-token"]).toBe("brave-1");
  expect(server.seen[0]?.query.get("count")).toBe("5");
});

test("Tavily: domain rules go into its own fields, a date in words is read", async () => {
  const outcome = await search(
    { tavilyKey: "tvly" },
    { allowedDomains: ["one.example"], excludedDomains: ["bad.example"] },
  );
  expect(outcome).toMatchObject({ engine: "Tavily", hits: [{ date: "2024-03-05" }] });
  expect(server.seen[0]).toMatchObject({
    method: "POST",
    headers: { authorization: "Bearer tvly" },
    body: { query: "carbon tax", include_domains: ["one.example"], exclude_domains: ["bad.example"] },
  });
});

test("Exa: a result without a title is called by its host", async () => {
  const outcome = await search({ exaKey: "exa-1" });
  expect(outcome).toMatchObject({
    engine: "Exa",
    hits: [{ title: "one.example", snippet: "Words of the page", date: "2023-11-04" }],
  });
  expect(server.seen[0]?.headers["x-api-key"]).toBe("exa-1");
});

test("without any key the open libraries are asked, each gives in turn, and they are called by their names", async () => {
  const outcome = await search({});
  expect(outcome).toMatchObject({ engine: "Wikipedia, Wikinews and Crossref" });
  expect(urlsOf(outcome)).toEqual([
    `${server.origin}/wiki/Carbon_tax`,
    `${server.origin}/wiki/Price_falls`,
    "https://doi.org/10.1/x",
  ]);
  expect("hits" in outcome && outcome.hits[2]).toMatchObject({
    title: "Prices vs. quantities",
    snippet: "Review",
    date: "1974-10",
  });
  expect(server.seen.every(({ headers }) => headers["user-agent"]?.startsWith("Parley/"))).toBe(true);
});

test("a Japanese question is asked in the Japanese edition", async () => {
  expect(urlsOf(await search({}, { query: "炭素税とは" }))[0]).toContain(encodeURIComponent("炭素税"));
});

test("one library that fails costs its own results only; all that fail are told", async () => {
  server.set("/wikipedia/en", { status: 503 });
  expect(urlsOf(await search({}))).toHaveLength(2);
  server.set("/wikinews/en", { status: 503 });
  server.set("/crossref", { status: 429 });
  expect(await search({})).toMatchObject({ failure: { code: "http_error" } });
});

test.each([
  [{ status: 401 }, "not_authorized"],
  [{ status: 403 }, "not_authorized"],
  [{ status: 429 }, "rate_limited"],
  [{ status: 500 }, "http_error"],
  [{ status: 302 }, "http_error"],
  [{ raw: "<html>" }, "unreadable"],
  [{ body: { web: { results: "none" } } }, "unreadable"],
  [{ raw: `"${"x".repeat(5 * 1024 * 1024)}"` }, "too_large"],
] as const)("an engine that answers %j is a message, not an exception", async (reply, code) => {
  server.set("/brave", reply);
  const outcome = await search({ braveKey: "secret-brave-key" });
  expect(outcome).toMatchObject({ engine: "Brave", failure: { code } });
  expect(JSON.stringify(outcome)).not.toContain("secret-brave-key");
  expect(server.seen.map(({ path }) => path)).toEqual(["/brave"]);
});

test("a refusal says what helps: a key, a setting of one's own server, another engine", async () => {
  for (const path of ["/brave", "/searx/search", "/wikipedia/en", "/wikinews/en", "/crossref"])
    server.set(path, { status: 403 });
  const messageOf = async (access: Partial<EngineAccess>) => JSON.stringify(await search(access));
  expect(await messageOf({ braveKey: "k" })).toContain("Check its key in Settings.");
  expect(await messageOf({ searxngUrl: `${server.origin}/searx` })).toContain("search.formats");
  expect(await messageOf({})).toContain("set up another engine in Settings");
});

test("an engine that is not there, or is not set up, is a message", async () => {
  const closed = await openEngineServer();
  await closed.close();
  expect(await search({ searxngUrl: closed.origin })).toMatchObject({ failure: { code: "unreachable" } });
  expect(await search({}, { engine: "brave" })).toMatchObject({ failure: { code: "not_authorized" } });
});

test("a stopped search ends at once", async () => {
  server.set("/brave", { hang: true });
  const stop = new AbortController();
  const outcome = search({ braveKey: "k" }, { signal: stop.signal });
  stop.abort();
  expect(await outcome).toMatchObject({ failure: { code: "stopped" } });
});

test("what an engine lets through against the domain rules is left out", async () => {
  expect(urlsOf(await search({ braveKey: "k" }, { excludedDomains: ["two.example"] }))).toEqual([
    "https://one.example/a",
  ]);
  expect(server.seen[0]?.query.get("q")).toBe("carbon tax -site:two.example");
  expect(urlsOf(await search({ braveKey: "k" }, { allowedDomains: ["two.example"] }))).toEqual([
    "https://sub.two.example/b",
  ]);
  expect(urlsOf(await search({ braveKey: "k" }, { allowedDomains: ["o.example"] }))).toEqual([]);
});

test("auto takes the user's own engine first; a named one is taken when it is there", async () => {
  const access = { searxngUrl: `${server.origin}/searx`, exaKey: "e" };
  expect(await search(access)).toMatchObject({ engine: "SearXNG" });
  expect(await search(access, { engine: "exa" })).toMatchObject({ engine: "Exa" });
});

test.each([
  ["carbon tax effects", "en"],
  ["wie hoch ist der Mindestlohn", "de"],
  ["quelle est la taxe carbone", "fr"],
  ["碳税", "zh"],
  ["углеродный налог", "ru"],
  ["вуглецевий податок їжа", "uk"],
])("%s is asked in the edition %s", (query, language) => {
  expect(languageOf(query)).toBe(language);
});

test("an excluded site takes no other's place in the open libraries either", async () => {
  expect(urlsOf(await search({}, { maxResults: 1, excludedDomains: ["127.0.0.1"] }))).toEqual([
    "https://doi.org/10.1/x",
  ]);
});
