import { describe, expect, test } from "vitest";
import type { ModelQuery } from "./model-filter";
import { countModels, firstOption, listItems, nextOption, type PickerItem, rowsInView, rowTops } from "./picker-items";
import { testCatalog, testModel, testProvider } from "./test-models";

const catalog = testCatalog(
  testProvider("openrouter", [testModel("openrouter:a/one"), testModel("openrouter:a/two")]),
  testProvider("ollama", [], { kind: "local", status: "unreachable", problem: "Nothing answers there." }),
  testProvider("demo", [testModel("demo:atlas")], { kind: "demo" }),
);

function list(query: Partial<ModelQuery> = {}, current = ""): PickerItem[] {
  return listItems(catalog, { search: "", filters: [], sort: "name", ...query }, current);
}
const types = (items: PickerItem[]): string[] => items.map((item) => item.type);
const typed = (search: string): string[] =>
  list({ search }).flatMap((item) => (item.type === "typed" ? [item.name] : []));

describe("the picker's list", () => {
  test("has a heading a provider, and a provider that cannot be reached says so", () => {
    expect(types(list())).toEqual(["heading", "model", "model", "heading", "retry", "heading", "model"]);
    expect(countModels(list())).toBe(3);
  });

  test("hides headings without models while a filter is on", () => {
    expect(types(list({ filters: ["local"] }))).toEqual([]);
  });

  test("puts a current model that is not listed on top, until something is searched", () => {
    expect(types(list({}, "openrouter:gone"))[0]).toBe("missing");
    expect(types(list({ search: "one" }, "openrouter:gone"))).toEqual(["model"]);
    expect(types(list({}, "openrouter:a/one"))[0]).toBe("heading");
  });

  test("offers an id nobody lists as typed", () => {
    expect(typed("openrouter:foo/bar")).toEqual(["openrouter:foo/bar"]);
    expect(typed("foo/bar")).toEqual(["openrouter:foo/bar", "ollama:foo/bar"]);
    expect(typed("openrouter:a/one")).toEqual([]);
    expect(typed("openrouter:")).toEqual([]);
    expect(typed("two words")).toEqual([]);
    expect(typed("a/on")).toEqual([]);
  });

  test("skips headings with the arrow keys and stops at both ends", () => {
    const items = list();
    expect(firstOption(items, "")).toBe(1);
    expect(firstOption(items, "demo:atlas")).toBe(6);
    expect(nextOption(items, 2, 1)).toBe(4);
    expect(nextOption(items, 6, 1)).toBe(6);
    expect(nextOption(items, 1, -1)).toBe(1);
    expect(nextOption(items, 1, Number.POSITIVE_INFINITY)).toBe(6);
    expect(nextOption([], -1, 1)).toBe(-1);
  });

  test("renders only the rows near the window", () => {
    const many = Array.from({ length: 500 }, (_, index) => testModel(`openrouter:m/${index}`));
    const items = listItems(
      testCatalog(testProvider("openrouter", many)),
      { search: "", filters: [], sort: "name" },
      "",
    );
    const tops = rowTops(items);
    expect(tops.at(-1)).toBe(32 + 500 * 48);
    const [first, end] = rowsInView(tops, 4800, 480);
    expect(first).toBeLessThanOrEqual(100);
    expect(end).toBeGreaterThanOrEqual(110);
    expect(end - first).toBeLessThan(25);
    expect(rowsInView(tops, 0, 480)[0]).toBe(0);
    expect(rowsInView(tops, 30_000, 480)[1]).toBe(501);
    expect(rowsInView(rowTops([]), 0, 480)).toEqual([0, 0]);
  });
});
