import { expect, test } from "vitest";
import { siteOf, sitePattern } from "./site";

test.each([
  ["example.org", "example.org"],
  ["https://www.Example.org/a?b#c", "example.org"],
  ["*.sub.example.org", "sub.example.org"],
  ["example.org:8080/x", "example.org"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["example.org.", "example.org"],
])("%s names the site %s", (typed, site) => {
  expect(siteOf(typed)).toBe(site);
  expect(sitePattern.test(siteOf(typed))).toBe(true);
});

test.each(["", "localhost", "two words.org", "-x.org", "exa mple", "a..b"])("%s is no site", (typed) => {
  expect(sitePattern.test(siteOf(typed))).toBe(false);
});
