import { describe, expect, test } from "vitest";
import { groupModels, listModels, type ModelQuery, usefulFilters } from "./model-filter";
import { testCatalog, testModel, testProvider } from "./test-models";

const catalog = testCatalog(
  testProvider("openrouter", [
    testModel("openrouter:deepseek/deepseek-v4-pro", {
      label: "DeepSeek V4 Pro",
      price: { input: 0.6, output: 2.4 },
      contextTokens: 256_000,
      can: { reasoning: true, strictJson: true },
    }),
    testModel("openrouter:deepseek/deepseek-v4-flash", {
      label: "DeepSeek V4 Flash",
      price: { input: 0.14, output: 0.56 },
      contextTokens: 128_000,
      can: { strictJson: true },
    }),
    testModel("openrouter:x/unpriced", { label: "Unpriced", contextTokens: null }),
    testModel("openrouter:x/free", { label: "Gratis", price: { input: 0, output: 0 }, contextTokens: 8192 }),
  ]),
  testProvider("ollama", [testModel("ollama:qwen3:32b", { label: "Qwen3 32B" })], { kind: "local" }),
);

function labels(query: Partial<ModelQuery>): string[] {
  const groups = groupModels(catalog, { search: "", filters: [], sort: "cheapest", ...query });
  return groups.flatMap((group) => group.models.map(({ model }) => model.label));
}

describe("the model picker", () => {
  test("a model whose whole name or id is typed comes first, whatever is cheaper", () => {
    const two = testCatalog(
      testProvider("openrouter", [
        testModel("openrouter:~x/plain-latest", { label: "Plain (latest) x/plain", price: { input: 0, output: 0 } }),
        testModel("openrouter:x/plain", { label: "Plain", price: { input: 1, output: 1 } }),
      ]),
    );
    for (const search of ["openrouter:x/plain", "x/plain", "plain"]) {
      const [group] = groupModels(two, { search, filters: [], sort: "cheapest" });
      expect(group?.models[0]?.model.label).toBe("Plain");
    }
  });

  test("groups by provider while nothing is searched, and keeps an empty provider's heading", () => {
    const groups = groupModels(catalog, { search: " ", filters: ["local"], sort: "name" });
    expect(groups.map((group) => [group.provider?.id, group.models.length])).toEqual([
      ["openrouter", 0],
      ["ollama", 1],
    ]);
  });

  test("has one list without headings while something is searched", () => {
    expect(groupModels(catalog, { search: "deep", filters: [], sort: "name" }).map((group) => group.provider)).toEqual([
      null,
    ]);
  });

  test("finds by label and by id, whatever the case, order and punctuation", () => {
    expect(labels({ search: "deepseek v4 PRO" })).toEqual(["DeepSeek V4 Pro"]);
    expect(labels({ search: "deepseek/deepseek-v4-flash" })).toEqual(["DeepSeek V4 Flash"]);
    expect(labels({ search: "flash deep" })).toEqual(["DeepSeek V4 Flash"]);
    expect(labels({ search: "deepseekv4" })).toHaveLength(2);
    expect(labels({ search: "qwen3:32b" })).toEqual(["Qwen3 32B"]);
    expect(labels({ search: "no such model" })).toEqual([]);
  });

  test("combines filters", () => {
    expect(labels({ filters: ["strictJson"] })).toHaveLength(2);
    expect(labels({ filters: ["strictJson", "reasoning"] })).toEqual(["DeepSeek V4 Pro"]);
    expect(labels({ filters: ["free"] })).toEqual(["Gratis", "Qwen3 32B"]);
  });

  test("sorts the cheapest first and an unknown price last", () => {
    expect(labels({}).slice(0, 4)).toEqual(["Gratis", "DeepSeek V4 Flash", "DeepSeek V4 Pro", "Unpriced"]);
  });

  test("sorts the longest context first and an unknown one last", () => {
    expect(labels({ sort: "context" })[0]).toBe("DeepSeek V4 Pro");
    expect(labels({ sort: "context" }).slice(0, 4).at(-1)).toBe("Unpriced");
  });

  test("offers only filters that sort something out", () => {
    expect(usefulFilters(listModels(catalog))).toEqual(["reasoning", "strictJson", "local", "free"]);
    const allLocal = testCatalog(
      testProvider("ollama", [testModel("ollama:a"), testModel("ollama:b")], { kind: "local" }),
    );
    expect(usefulFilters(listModels(allLocal))).toEqual([]);
    expect(usefulFilters([])).toEqual([]);
  });
});
