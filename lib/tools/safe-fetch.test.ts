import { beforeEach, describe, expect, it } from "vitest";
import { pretendInternet } from "@/e2e/support/pretend-internet";
import { useFetchWorld } from "./fetch-world.test-kit";
import { forbiddenUrls } from "./forbidden-urls.test-kit";
import { createSafeFetch, type FetchLogEntry } from "./safe-fetch";

const world = useFetchWorld(pretendInternet);
let log: FetchLogEntry[] = [];
beforeEach(() => {
  log = [];
});

function fetchWith() {
  const { signal } = new AbortController();
  const safeFetch = createSafeFetch({ version: "9.9", log: (entry) => void log.push(entry) });
  return async (url: string, isFromPerson = false) => {
    const outcome = await safeFetch({ url, signal, isFromPerson });
    if ("failure" in outcome) return outcome.failure;
    return { ...outcome.fetched, body: new TextDecoder().decode(outcome.fetched.body) };
  };
}

describe("forbidden addresses", () => {
  it("are refused in every spelling, without a connection and without a lookup", async () => {
    const get = fetchWith();
    const outcomes = await Promise.all(forbiddenUrls.map((url) => get(url)));
    expect(outcomes.map((outcome, at) => ("code" in outcome ? outcome.code : forbiddenUrls[at]))).toEqual(
      forbiddenUrls.map(() => "refused_address"),
    );
    expect(world().internet.connections).toEqual([]);
    expect(world().internet.lookups.size).toBe(0);
    expect(log).toHaveLength(forbiddenUrls.length);
    expect(log.every(({ outcome, reason }) => outcome === "refused" && reason !== "")).toBe(true);
  });

  it.each([
    ["a private address", ["10.0.0.1"]],
    ["a public and a loopback address", ["11.0.0.7", "127.0.0.1"]],
    ["a public IPv4 and a loopback IPv6 address", ["11.0.0.7", "::1"]],
    ["a mapped loopback address", ["::ffff:127.0.0.1"]],
    ["an IPv4-compatible loopback address", ["::7f00:1"]],
    ["the cloud's metadata", ["169.254.169.254"]],
    ["a cloud platform's own service", ["168.63.129.16"]],
    ["more addresses than any site has", Array.from({ length: 65 }, (_, at) => `11.0.0.${at + 1}`)],
  ])("a name that leads to %s is refused", async (_, addresses) => {
    world().internet.setName("sly.example", addresses);
    world().internet.setServer("11.0.0.7", world().forbidden.port);
    expect(await fetchWith()("http://sly.example/")).toMatchObject({ code: "refused_address" });
    expect(world().internet.connections).toEqual([]);
    expect(world().forbidden.connections()).toBe(0);
  });

  it("a name is resolved once for a connection, so a second answer cannot lead elsewhere", async () => {
    const site = await world().addSite("first.example", { "/": "hello" });
    world().internet.setServer("11.9.9.9", site.port);
    world().internet.setName("rebind.example", ["11.9.9.9"], ["127.0.0.1"]);
    expect(await fetchWith()("http://rebind.example/")).toMatchObject({ body: "hello" });
    expect(world().internet.lookups.get("rebind.example")).toBe(1);
    expect(world().internet.connections).toEqual(["11.9.9.9:80"]);
    expect(await fetchWith()("http://rebind.example/")).toMatchObject({ code: "refused_address" });
    expect(world().forbidden.connections()).toBe(0);
  });

  it("redirects are judged like the first address", async () => {
    const targets = forbiddenUrls.filter((url) => /^\w+:\/\/\S+$/.test(url) && url.length < 500);
    const places = Object.fromEntries(
      targets.map((location, at) => [
        `/${at}`,
        { status: 302, headers: { location: encodeURI(location).replaceAll("%25", "%") } },
      ]),
    );
    await world().addSite("moved.example", places);
    const get = fetchWith();
    const outcomes = await Promise.all(targets.map((_, at) => get(`http://moved.example/${at}`)));
    expect(outcomes.map((outcome, at) => ("code" in outcome ? outcome.code : targets[at]))).toEqual(
      targets.map(() => "refused_address"),
    );
    expect(targets.length).toBeGreaterThan(40);
    expect(new Set(world().internet.connections)).toEqual(new Set(["11.0.0.1:80"]));
    expect(world().forbidden.connections()).toBe(0);
  });

  it("a redirect to a name that leads to a forbidden address is refused", async () => {
    world().internet.setName("inside.example", ["127.0.0.1"]);
    await world().addSite("moved.example", { "/": { status: 307, headers: { location: "http://inside.example/" } } });
    expect(await fetchWith()("http://moved.example/")).toMatchObject({ code: "refused_address" });
    expect(world().forbidden.connections()).toBe(0);
    expect(log.at(-1)).toMatchObject({ url: "http://inside.example/", outcome: "refused" });
  });
});

describe("redirects", () => {
  const hop = (location: string) => ({ status: 302, headers: { location } });

  it("are followed five times, with relative addresses too", async () => {
    const places = {
      "/0": hop("/1"),
      "/1": hop("2"),
      "/2": hop("//b.example/3"),
      "/3": hop("?x"),
      "/4": hop("/5"),
      "/5": "end",
    };
    await world().addSite("a.example", places);
    await world().addSite("b.example", { "/3": hop("http://a.example/4") });
    const found = await fetchWith()("http://a.example/0");
    expect(found).toMatchObject({ url: "http://a.example/5", body: "end" });
    expect("hops" in found && found.hops).toHaveLength(6);
  });

  it("in a circle end with a failure", async () => {
    const site = await world().addSite("a.example", { "/": hop("/") });
    expect(await fetchWith()("http://a.example/")).toMatchObject({ code: "unreachable" });
    expect(site.asked).toHaveLength(6);
  });
});

describe("a request", () => {
  it("says who asks and nothing else: no cookie, no referrer, nothing of this machine", async () => {
    const site = await world().addSite("a.example", {
      "/": { status: 302, headers: { location: "/b", "set-cookie": "id=1; Path=/" } },
      "/b": "text",
    });
    await fetchWith()("http://a.example/");
    const headers = site.headers[1] ?? {};
    expect(headers["user-agent"]).toMatch(/^Parley\/9\.9 /);
    expect(Object.keys(headers).toSorted()).toEqual(
      ["accept", "accept-encoding", "accept-language", "connection", "host", "user-agent"].toSorted(),
    );
  });

  it("with a long query is refused unless a person wrote the address", async () => {
    const site = await world().addSite("a.example", { "/": "text" });
    const url = `http://a.example/?q=${"x".repeat(255)}`;
    expect(await fetchWith()(url)).toMatchObject({ code: "refused_address" });
    expect(site.connections()).toBe(0);
    expect(await fetchWith()(url, true)).toMatchObject({ body: "text" });
    expect(await fetchWith()(url.slice(0, -1))).toMatchObject({ body: "text" });
  });
});
