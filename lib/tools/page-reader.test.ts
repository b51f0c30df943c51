import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pretendInternet } from "@/e2e/support/pretend-internet";
import type { FetchOutcome, FetchRequest } from "@/lib/core/web";
import { useFetchWorld } from "./fetch-world.test-kit";
import { createPageReader, type PageReader } from "./page-reader";
import type { Place } from "./sites.test-kit";

const world = useFetchWorld(pretendInternet);
let reader: PageReader;
let time = 0;
let log: string[] = [];

beforeEach(() => {
  time = 1_000_000;
  log = [];
  reader = createPageReader({
    version: "9.9",
    log: ({ url, outcome }) => void log.push(`${outcome} ${url}`),
    now: () => time,
  });
});

afterEach(() => reader.close());

function read(url: string, request: Partial<FetchRequest> = {}): Promise<FetchOutcome> {
  const { signal } = new AbortController();
  return reader.fetchPage({ url, turnId: "t1", allowedDomains: [], excludedDomains: [], signal, ...request });
}

function codeOf(outcome: FetchOutcome): string {
  return "failure" in outcome ? outcome.failure.code : `read ${outcome.page.url}`;
}

const article = `<title>One</title><article><h1>Head</h1>${"<p>Words of this page, that go on for a while.</p>".repeat(20)}</article>`;
const gone = { status: 404, body: "none" };

describe("a page", { timeout: 60_000 }, () => {
  it("is fetched once for eight panelists that ask at once, robots.txt too", async () => {
    const site = await world().addSite("a.example", { "/p": article });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => read("http://a.example/p")));
    expect(outcomes[0]).toMatchObject({ page: { title: "One", url: "http://a.example/p", contentType: "text/html" } });
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(site.asked).toEqual(["/robots.txt", "/p"]);
    expect(log).toEqual(["failed http://a.example/robots.txt", "fetched http://a.example/p"]);
  });

  it("is the same in every spelling of its address, and after a redirect", async () => {
    const site = await world().addSite("a.example", {
      "/p": article,
      "/old": { status: 301, headers: { location: "/p" } },
    });
    await read("http://a.example/old");
    await read("http://A.example:80/p/#part");
    await read("http://a.example/p?utm_source=x");
    expect(site.asked).toEqual(["/robots.txt", "/old", "/p"]);
  });

  it("is fetched anew for another turn and when a failure is a minute old", async () => {
    let status = 500;
    const flaky: Place = (_, response) => void response.writeHead(status, { "content-type": "text/html" }).end(article);
    const site = await world().addSite("a.example", { "/p": flaky });
    expect(codeOf(await read("http://a.example/p"))).toBe("http_error");
    status = 200;
    expect(codeOf(await read("http://a.example/p"))).toBe("http_error");
    time += 61_000;
    expect(codeOf(await read("http://a.example/p"))).toBe("read http://a.example/p");
    expect(codeOf(await read("http://a.example/p", { turnId: "t2" }))).toBe("read http://a.example/p");
    expect(site.asked).toEqual(["/robots.txt", "/p", "/p", "/p"]);
  });

  it("is still loaded for the others when one panelist stops, and left when all stop", async () => {
    const answered = Promise.withResolvers<() => void>();
    const closed = Promise.withResolvers<void>();
    const held: Place = (_, response) => {
      answered.resolve(() => response.writeHead(200, { "content-type": "text/html" }).end(article));
      response.once("close", () => closed.resolve());
    };
    await world().addSite("a.example", { "/p": held, "/q": held });
    const stop = new AbortController();
    const one = read("http://a.example/p", { signal: stop.signal });
    const two = read("http://a.example/p");
    const send = await answered.promise;
    stop.abort();
    expect(codeOf(await one)).toBe("stopped");
    send();
    expect(codeOf(await two)).toBe("read http://a.example/p");
    await closed.promise;
  });

  it("that nobody waits for any more is not fetched to its end, and is fetched anew when asked again", async () => {
    const asked = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    let isOpen = false;
    const held: Place = (_, response) => {
      if (isOpen) return void response.writeHead(200, { "content-type": "text/html" }).end(article);
      response.once("close", () => closed.resolve());
      asked.resolve();
    };
    await world().addSite("a.example", { "/p": held });
    const stop = new AbortController();
    const all = [1, 2].map(() => read("http://a.example/p", { signal: stop.signal }));
    await asked.promise;
    stop.abort();
    expect((await Promise.all(all)).map(codeOf)).toEqual(["stopped", "stopped"]);
    await closed.promise;
    isOpen = true;
    expect(codeOf(await read("http://a.example/p"))).toBe("read http://a.example/p");
  });
});

describe("domains", { timeout: 60_000 }, () => {
  it("that the panel leaves out are not connected to, nor what is below them, nor after a redirect", async () => {
    const out = await world().addSite("sub.out.example", { "/": article });
    await world().addSite("in.example", { "/": { status: 302, headers: { location: "http://sub.out.example/" } } });
    const rules = { excludedDomains: ["out.example"] };
    expect(codeOf(await read("http://sub.out.example/", rules))).toBe("excluded_domain");
    expect(codeOf(await read("http://in.example/", rules))).toBe("excluded_domain");
    expect(out.connections()).toBe(0);
    expect(codeOf(await read("http://in.example/"))).toBe("read http://sub.out.example");
  });

  it("that are not allowed are not connected to where some are named", async () => {
    const other = await world().addSite("other.example", { "/": article });
    await world().addSite("www.in.example", { "/": article });
    const rules = { allowedDomains: ["in.example"] };
    expect(codeOf(await read("http://other.example/", rules))).toBe("excluded_domain");
    expect(codeOf(await read("http://www.in.example/", rules))).toBe("read http://www.in.example");
    expect(other.connections()).toBe(0);
  });
});

describe("robots.txt", { timeout: 60_000 }, () => {
  const rules = {
    type: "text/plain",
    body: "User-agent: *\nDisallow: /private\n\nUser-agent: parley\nDisallow: /no\nAllow: /no/but\n",
  };

  it("closes a page to what a model chose, and is asked once for a site", async () => {
    const site = await world().addSite("a.example", {
      "/robots.txt": rules,
      "/no": article,
      "/no/but": article,
      "/private": article,
    });
    const urls = ["/no", "/no/but", "/private"].map((path) => `http://a.example${path}`);
    expect((await Promise.all(urls.map((url) => read(url)))).map(codeOf)).toEqual([
      "robots",
      "read http://a.example/no/but",
      "read http://a.example/private",
    ]);
    expect(site.asked.filter((path) => path === "/robots.txt")).toHaveLength(1);
    time += 61 * 60_000;
    await read("http://a.example/no/but", { turnId: "t2" });
    expect(site.asked.filter((path) => path === "/robots.txt")).toHaveLength(2);
  });

  it("is not asked for an address that a person wrote", async () => {
    const site = await world().addSite("a.example", { "/robots.txt": rules, "/no": article });
    expect(codeOf(await read("http://a.example/no", { isFromPerson: true }))).toBe("read http://a.example/no");
    expect(site.asked).toEqual(["/no"]);
    expect(codeOf(await read("http://a.example/no"))).toBe("robots");
  });

  it("is asked of the site that a redirect leads to", async () => {
    const site = await world().addSite("b.example", { "/robots.txt": rules, "/no": article });
    await world().addSite("a.example", { "/": { status: 302, headers: { location: "http://b.example/no" } } });
    expect(codeOf(await read("http://a.example/"))).toBe("robots");
    expect(site.asked).toEqual(["/robots.txt"]);
  });

  it.each([
    ["is missing", gone, "read http://a.example/p"],
    ["is forbidden", { status: 403, body: "" }, "read http://a.example/p"],
    ["is a page", { body: "<h1>Disallow: everything</h1>" }, "read http://a.example/p"],
    [
      "is longer than is read",
      { type: "text/plain", body: `${"# x\n".repeat(150_000)}User-agent: *\nDisallow: /\n` },
      "read http://a.example/p",
    ],
    ["has a fault", { status: 503, body: "" }, "robots"],
    ["is asked too often", { status: 429, body: "" }, "robots"],
    ["leads inside", { status: 302, headers: { location: "http://127.0.0.1/" } }, "refused_address"],
  ])("that %s", async (_, place, code) => {
    await world().addSite("a.example", { "/robots.txt": place, "/p": article });
    expect(codeOf(await read("http://a.example/p"))).toBe(code);
    expect(world().forbidden.connections()).toBe(0);
  });
});

describe("hostile pages", { timeout: 120_000 }, () => {
  it("cost their own call only", async () => {
    const bomb = { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(50_000_000), { level: 1 }) };
    await world().addSite("bad.example", {
      "/deep": `<body>${"<div>".repeat(100_000)}deep inside`,
      "/attribute": `<p class="${"a ".repeat(2_000_000)}">x</p>`,
      "/attributes": `<p ${Array.from({ length: 200_000 }, (_, at) => `a${at}=1`).join(" ")}>x</p>`,
      "/bomb": bomb,
      "/silent": () => {},
      "/pdf": {
        type: "application/pdf",
        body: "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\ntrailer<</Root 1 0 R>>",
      },
      "/json": { type: "application/json", body: "[".repeat(1_000_000) },
      "/robots.txt": { type: "text/plain", body: `User-agent: *\n${`Disallow: /${"*a".repeat(100)}\n`.repeat(2000)}` },
    });
    await world().addSite("good.example", { "/p": article });
    reader.close();
    const limits = { fetch: { headersMs: 4000 }, pool: { taskMs: 2000 } };
    reader = createPageReader({ version: "9.9", log: () => {}, now: () => time, limits });
    const bad = ["deep", "attribute", "attributes", "bomb", "silent", "pdf", "json"].map((path) =>
      read(`http://bad.example/${path}`),
    );
    expect(codeOf(await read("http://good.example/p"))).toBe("read http://good.example/p");
    const codes = (await Promise.all(bad)).map(codeOf);
    expect(codes.map((code) => code.replace(/^read .*/, "read"))).toEqual([
      expect.stringMatching(/^(?:read|unreadable)$/),
      "unreadable",
      expect.stringMatching(/^(?:read|unreadable)$/),
      "too_large",
      "timeout",
      "unreadable",
      "read",
    ]);
  });
});
