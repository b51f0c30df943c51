import { describe, expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import { readAnswer } from "./judge-answers";
import { checkQuote } from "./quotes";
import { linksIn } from "./source-links";
import { sourceMentionsIn } from "./source-mentions";

const sources = [
  { id: "S1", url: "https://a.example/page", title: "", status: "fetched" as const, seenBy: [] },
  { id: "S2", url: "https://b.example/wiki/A_(b)", title: "", status: "found" as const, seenBy: [] },
];

describe("a source is recognised in", () => {
  test.each([
    ["a link", "See [the report](https://a.example/page) now.", ["[the report](https://a.example/page)"], ["S1"]],
    [
      "a link with a title and a fragment",
      'See [it](<https://a.example/page#x> "T").',
      ['[it](<https://a.example/page#x> "T")'],
      ["S1"],
    ],
    ["a written address with a full stop", "See https://a.example/page.", ["https://a.example/page"], ["S1"]],
    ["an address with brackets", "(https://b.example/wiki/A_(b))", ["https://b.example/wiki/A_(b)"], ["S2"]],
    ["a footnote", "So it is.[^1]\n\n[^1]: Report, https://a.example/page", ["[^1]"], ["S1"]],
    ["a numbered reference", "So it is [1].\n\n[1]: https://a.example/page", ["[1]"], ["S1"]],
    ["a reference with words", "[the report][r]\n\n[r]: https://a.example/page", ["[the report][r]"], ["S1"]],
    ["a mark of the table", "So it is [S1, S2, S9].", ["[S1, S2, S9]"], ["S1,S2"]],
  ])("%s", (_, text, spans, ids) => {
    const mentions = sourceMentionsIn(text, sources);
    expect(mentions.map(({ start, end }) => text.slice(start, end))).toEqual(spans);
    expect(mentions.map(({ sourceIds }) => sourceIds.join())).toEqual(ids);
  });

  test.each(["`https://a.example/page`", "```\nhttps://a.example/page\n```", "[x](mailto:a@a.example)", "[S9]"])(
    "but not in %j",
    (text) => {
      expect(sourceMentionsIn(text, sources)).toEqual([]);
    },
  );

  test.each(["[", "[a](", "[a][", "!["])("and long runs of %j end", (part) => {
    expect(linksIn(part.repeat(10_000))).toEqual([]);
  });
});

test("the judge reads marks in the place of links, and its quotes lead to the words as they were written", () => {
  const text =
    "The range falls by [a third in winter](https://a.example/page), says <https://b.example/wiki/A_(b)>. Then it rises.";
  const answer = { ...queuedAnswer("p1", 1, "m"), text, status: "done" as const };
  const read = readAnswer("A", answer, [], sources);
  expect(read.shown).toBe("The range falls by a third in winter[S1], says [S2]. Then it rises.");
  for (const quote of [
    "falls by a third in winter[S1], says",
    "The range falls by a third in winter",
    "Then it rises",
  ]) {
    const found = checkQuote(read.text, quote);
    expect(found?.check).toBe("verbatim");
    const original = text.slice(found?.start, found?.end);
    expect(original.startsWith(quote.slice(0, 4))).toBe(true);
  }
});
