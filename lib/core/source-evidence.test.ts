import { describe, expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import { judgedAnswer, settleLine } from "./settle";
import { countSources } from "./source-evidence";
import { withSnippets } from "./source-snippets";
import { isNearPrint, printOf } from "./text-print";
import type { SourceState } from "./turn";
import { WirePoint } from "./wire-point";

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `word${(from + index) * 7919}`);
const report = words(1, 400).join(" ");
const source = (id: string, url: string, more: Partial<SourceState> = {}): SourceState => ({
  id,
  url,
  title: "",
  status: "found",
  seenBy: ["p1"],
  ...more,
});

describe("a fingerprint", () => {
  test.each([
    ["the same text", report],
    ["a copy with another headline", `Breaking: our own headline\n${report}`],
    ["a copy with a paragraph changed", report.replace(words(200, 20).join(" "), words(9000, 20).join(" "))],
    ["other case and punctuation", report.toUpperCase().replaceAll(" ", ", ")],
  ])("knows %s", (_, text) => {
    expect(isNearPrint(printOf(report), printOf(text))).toBe(true);
  });

  test("tells other texts apart, and says nothing of short ones", () => {
    expect(isNearPrint(printOf(report), printOf(words(5000, 400).join(" ")))).toBe(false);
    expect(printOf("Water boils at 100 degrees.")).toBe("");
    expect(isNearPrint("", "")).toBe(false);
  });
});

describe("independent sources", () => {
  const all = ["S1", "S2", "S3", "S4"];
  const count = (sources: SourceState[], ids = all) => countSources(new Set(ids), sources);

  test("are pages of different owners", () => {
    const sources = [
      source("S1", "https://a.example/1"),
      source("S2", "https://www.a.example/2"),
      source("S3", "https://b.example"),
    ];
    expect(count(sources)).toEqual({ sources: 3, domains: 2 });
  });

  test("are not copies of one text on many sites, even through a third", () => {
    const print = printOf(report);
    const sources = [
      source("S1", "https://a.example", { print }),
      source("S2", "https://b.example/1"),
      source("S3", "https://b.example/2", { print }),
    ];
    expect(count(sources)).toEqual({ sources: 3, domains: 1 });
  });

  test("are never links that nobody retrieved", () => {
    const sources = [source("S1", "https://a.example"), source("S2", "https://invented.example", { status: "cited" })];
    expect(count(sources)).toEqual({ sources: 1, domains: 1 });
    expect(count(sources, ["S2"])).toEqual({ sources: 0, domains: 0 });
  });
});

test("a link that nobody followed supports no point, and stays visible in it", () => {
  const text = "The bridge closes in strong wind.";
  const answers = ["A", "B"].map((label, index) =>
    judgedAnswer(label, { ...queuedAnswer(`p${index + 1}`, 1, "m"), status: "done", text: index === 0 ? text : "No." }),
  );
  const sources = [source("S1", "https://invented.example", { status: "cited" })];
  const view = { by: "A", quote: text, says: "it closes", sources: ["S1"], part: false };
  const line = {
    kind: "unique_insights",
    topic: "Wind",
    weight: 2,
    trust: "sourced",
    views: [view],
    point: "It closes.",
  };
  const point = (all: typeof sources) => settleLine(WirePoint.parse(line), 1, { answers, kept: [], sources: all });
  const visible = { views: [{ sources: ["S1"] }] };
  expect(point(sources)).toMatchObject({
    point: { ...visible, trust: "plausible", evidence: { sources: 0, domains: 0 } },
  });
  const found = sources.map((each) => ({ ...each, status: "found" as const }));
  expect(point(found)).toMatchObject({ point: { ...visible, trust: "sourced", evidence: { sources: 1, domains: 1 } } });
});

describe("snippets for the judge", () => {
  const page = `${"Filler text. ".repeat(40)}Fleet logs of 2019 show 35.5 percent less range. ${"More text. ".repeat(40)}`;
  const sources = [source("S1", "https://a.example/logs", { status: "fetched" }), source("S2", "https://b.example")];
  const snippetsOf = (text: string, pageTextOf = () => page as string | null) =>
    withSnippets({ id: "t", sources }, [{ text }], pageTextOf).map(({ snippets }) => snippets ?? []);

  test("show the place of a number that an answer takes from the page", () => {
    const [first, second] = snippetsOf(
      "Range falls by 35.5 % [logs](https://a.example/logs). Nothing here [b](https://b.example).",
    );
    expect(first).toHaveLength(1);
    expect(first?.[0]).toContain("Fleet logs of 2019 show 35.5 percent less range.");
    expect(first?.[0]?.length).toBeLessThan(260);
    expect(second).toEqual([]);
  });

  test("are two at most, and none for a number that is only part of another", () => {
    const numbers = Array.from(
      { length: 5 },
      (_, index) => `${index + 11}000 buses drive here. ${"x ".repeat(200)}`,
    ).join("");
    const claims = "[S1] 11000, 12000, 13000 and 14000 buses.";
    expect(snippetsOf(claims, () => numbers)[0]).toHaveLength(2);
    expect(snippetsOf("It costs 5 [S1].")[0]).toEqual([]);
  });

  test("are looked for for the first numbers only: an answer can be full of them", () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `7${index}001`).join(" ");
    expect(snippetsOf(`[S1] says ${numbers.slice(6)} 35.5`)[0]).toHaveLength(1);
    expect(snippetsOf(`[S1] says ${numbers} 35.5`)[0]).toEqual([]);
  });

  test("come from the search excerpt when the page was not read", () => {
    const found = [source("S1", "https://a.example/logs", { snippet: "Only 35.5 percent." })];
    const [first] = withSnippets({ id: "t", sources: found }, [{ text: "It is 35.5 [S1]." }], () => null);
    expect(first?.snippets).toEqual(["Only 35.5 percent."]);
  });
});
