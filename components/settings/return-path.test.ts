import { expect, test } from "vitest";
import { safeReturnPath } from "./return-path";

test("signing in returns to a page of ours", () => {
  expect(["/panels", "/c/abc?x=1#p2"].map(safeReturnPath)).toEqual(["/panels", "/c/abc?x=1#p2"]);
});

test("signing in never leads to another site, to itself or to the API", () => {
  const asked = [
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/panels",
    "/\\evil.example/",
    "/\t/evil.example/",
    "javascript:alert(1)",
    "panels",
    "/sign-in",
    "/sign-in?from=/panels",
    "/api/panels/export",
  ];
  expect(asked.map(safeReturnPath)).toEqual(asked.map(() => "/"));
});
