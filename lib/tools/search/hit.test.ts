import { expect, test } from "vitest";
import { hitOf } from "./hit";

const row = { url: "https://a.example/", title: "A", snippet: "B", date: "" };

test("an address that no page can be read from is no result", () => {
  expect(hitOf({ ...row, url: `https://a.example/${"x".repeat(3000)}` })).toBeNull();
  expect(hitOf({ ...row, url: "javascript:alert(1)" })).toBeNull();
});

test("of endless markup only the beginning is looked at", () => {
  expect(hitOf({ ...row, title: `${"<em>".repeat(4000)}Behind it` })?.title).toBe("a.example");
  expect(hitOf({ ...row, title: `${"<em>".repeat(400)}Title` })?.title).toBe("Title");
});
