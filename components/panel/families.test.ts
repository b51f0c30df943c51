import { describe, expect, test } from "vitest";
import { PanelSpec } from "@/lib/core/panel";
import { draftOf } from "./draft";
import { type FamilyNote, listWords, noteFamilies } from "./families";
import { lookUpModel } from "./model-book";
import { testCatalog, testModel, testProvider } from "./test-models";

const catalog = testCatalog(
  testProvider("openrouter", [
    testModel("openrouter:openai/gpt", { label: "GPT" }),
    testModel("openrouter:openai/gpt-mini", { label: "GPT Mini" }),
    testModel("openrouter:~openai/gpt-latest", { label: "GPT Latest", family: "openai", aliasOf: "openai/gpt" }),
    testModel("openrouter:google/gemini", { label: "Gemini" }),
    testModel("openrouter:anthropic/claude", { label: "Claude" }),
    testModel("openrouter:mistral/large", { label: "Mistral" }),
  ]),
  testProvider("ollama", [testModel("ollama:qwen3:32b", { label: "Qwen", family: "qwen" })], { kind: "local" }),
  testProvider("off", [], { fetchedAt: null, status: "unreachable" }),
);

function note(seats: string[], judge: string, fallbacks: string[] = []): FamilyNote {
  const panelists = seats.map((model) => ({ model }));
  return noteFamilies(draftOf(PanelSpec.parse({ name: "P", panelists, judge: { model: judge, fallbacks } })), catalog);
}

describe("family notes", () => {
  test("count the families of the panel and its judge", () => {
    const mixed = note(["openrouter:openai/gpt", "openrouter:google/gemini"], "openrouter:anthropic/claude");
    expect(mixed.summary).toBe("Three families, two on the panel");
    expect(mixed.warnings).toEqual([]);
    expect(note(["openrouter:openai/gpt"], "openrouter:openai/gpt-mini").summary).toBe("One family, all on the panel");
  });

  test("warn when the judge sits on the panel, also behind an alias", () => {
    const judged = note(["openrouter:openai/gpt"], "openrouter:~openai/gpt-latest");
    expect(judged.judgeOnPanel).toBe(true);
    expect(judged.warnings).toEqual(["The judge, GPT Latest, also sits on the panel and would judge its own answer."]);
  });

  test("warn when the judge is of the family of a panelist, once, and not when it sits there itself", () => {
    const related = note(["openrouter:openai/gpt", "openrouter:google/gemini"], "openrouter:openai/gpt-mini");
    expect(related.judgeIsKin).toBe(true);
    expect(related.judgeOnPanel).toBe(false);
    expect(related.warnings).toEqual([
      "The judge, GPT Mini, shares a family with GPT and may favour what reads like itself.",
    ]);
    expect(note(["openrouter:openai/gpt"], "openrouter:openai/gpt").judgeIsKin).toBe(false);
    expect(note(["openrouter:openai/gpt"], "openrouter:anthropic/claude").judgeIsKin).toBe(false);
    expect(note(["demo:atlas"], "demo:judge").judgeIsKin).toBe(false);
  });

  test("warn when a fallback sits on the panel", () => {
    const judged = note(["openrouter:openai/gpt"], "openrouter:anthropic/claude", [
      "openrouter:mistral/large",
      "openrouter:openai/gpt",
    ]);
    expect(judged.fallbacksOnPanel).toEqual([false, true]);
    expect(judged.judgeOnPanel).toBe(false);
    expect(judged.warnings).toHaveLength(1);
  });

  test("warn when panelists share a family", () => {
    const related = note(["openrouter:openai/gpt", "openrouter:openai/gpt-mini"], "openrouter:anthropic/claude");
    expect(related.warnings).toEqual(["GPT and GPT Mini share a family; they may be wrong together."]);
    expect(related.seats).toEqual({ p1: "same family", p2: "same family" });
  });

  test("say how often one model sits", () => {
    const fusion = note(Array<string>(3).fill("ollama:qwen3:32b"), "openrouter:anthropic/claude");
    expect(fusion.warnings).toEqual(["Qwen sits three times; its answers will be alike."]);
    expect(fusion.seats.p1).toBe("sits three times");
  });

  test("tell the family of a model nobody lists from its id", () => {
    const related = note(["off:meta/llama", "openrouter:~meta/llama-new"], "openrouter:anthropic/claude");
    expect(related.warnings).toHaveLength(1);
    expect(note(["off:llama3.2:3b", "ollama:llama4:8b"], "openrouter:anthropic/claude").warnings).toHaveLength(1);
  });
});

describe("looking up a model", () => {
  test("finds a bare id at the first provider that lists it", () => {
    expect(lookUpModel("openai/gpt", catalog).label).toBe("GPT");
    expect(lookUpModel("qwen3:32b", catalog).label).toBe("Qwen");
  });

  test("says why a model may not answer", () => {
    expect(lookUpModel("openrouter:openai/gpt", catalog).trouble).toBe("");
    expect(lookUpModel("openrouter:openai/old", catalog).trouble).toBe("no longer listed");
    expect(lookUpModel("demo:atlas", catalog)).toMatchObject({ label: "Atlas", kind: "demo", trouble: "" });
    expect(lookUpModel("groq:llama", catalog).trouble).toBe("provider not connected");
    expect(lookUpModel("off:llama", catalog).trouble).toBe("");
    expect(lookUpModel("openrouter:openai/old", undefined).trouble).toBe("");
  });
});

test("lists words like a sentence", () => {
  expect(["A", "A and B", "A, B and C"]).toEqual([["A"], ["A", "B"], ["A", "B", "C"]].map(listWords));
});
