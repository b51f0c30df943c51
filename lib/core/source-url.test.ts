import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalUrl, domainOf, isDomainAllowed } from "./source-url";

const part = fc.stringMatching(/^[\w.~%é-]{0,8}$/);
const addresses = fc
  .record({
    host: fc.constantFrom("a.example", "www.b.example:8080"),
    path: fc.array(part, { maxLength: 3 }),
    query: fc.array(part, { maxLength: 3 }),
  })
  .map(({ host, path, query }) => `https://${host}/${path.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`);

describe("one page has one canonical address", () => {
  test.each([
    ["HTTPS://Example.ORG/Path", "https://example.org/Path"],
    ["https://example.org:443/a/", "https://example.org/a"],
    ["http://example.org:8080/", "http://example.org:8080"],
    ["https://example.org/a#part", "https://example.org/a"],
    ["https://example.org/a?utm_source=openai&b=2&gclid=x", "https://example.org/a?b=2"],
    ["https://user:secret@example.org./a", "https://example.org/a"],
    ["  https://example.org/?  ", "https://example.org"],
  ])("%s", (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
  });

  test.each(["", "example.org", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd", "https://"])(
    "%j is none",
    (address) => {
      expect(canonicalUrl(address)).toBeNull();
    },
  );

  test("different queries stay different pages, whatever their names hold", () => {
    expect(canonicalUrl("https://a.example/?id=1")).not.toBe(canonicalUrl("https://a.example/?id=2"));
    expect(canonicalUrl("https://a.example/?reference=1")).toContain("reference=1");
  });

  test("making it canonical again changes nothing, and decorations never matter", () => {
    const decorate = fc.constantFrom(
      (url: string) => `${url}#x`,
      (url: string) => `${url}${url.includes("?") ? "&" : "?"}utm_campaign=y`,
      (url: string) => url.replace("https://", "HTTPS://"),
    );
    fc.assert(
      fc.property(addresses, decorate, (url, decorated) => {
        const canonical = canonicalUrl(url);
        fc.pre(canonical !== null);
        expect(canonicalUrl(canonical ?? "")).toBe(canonical);
        expect(canonicalUrl(decorated(url))).toBe(canonical);
      }),
    );
  });
});

test.each([
  ["https://www.news.example.org/a", "example.org"],
  ["https://de.wikipedia.org/wiki/A", "wikipedia.org"],
  ["https://www.bbc.co.uk/news", "bbc.co.uk"],
  ["https://alice.github.io/x", "alice.github.io"],
  ["https://a.b.evil.example", "evil.example"],
  ["http://192.0.2.7:8080/", "192.0.2.7"],
])("behind %s stands %s", (url, domain) => {
  expect(domainOf(url)).toBe(domain);
});

test("an excluded site is out with all below it, and wins over an allowed one", () => {
  expect(isDomainAllowed("https://www.a.example/x", [], ["a.example"])).toBe(false);
  expect(isDomainAllowed("https://sub.a.example/x", ["a.example"], ["sub.a.example"])).toBe(false);
  expect(isDomainAllowed("https://nota.example/x", [], ["a.example"])).toBe(true);
  expect(isDomainAllowed("https://b.example/x", ["a.example"], [])).toBe(false);
  expect(isDomainAllowed("https://sub.a.example/x", ["a.example"], [])).toBe(true);
});
