import fc from "fast-check";
import { expect, test } from "vitest";
import { mendTail } from "./mend-tail";

const cases: [written: string, shown: string][] = [
  ["**What to fix", "**What to fix**"],
  ["**What to fix.** A tax", "**What to fix.** A tax"],
  ["A word and **", "A word and"],
  ["the *Economic Jour", "the *Economic Jour*"],
  ["run `npm sta", "run `npm sta`"],
  ["the stock of CO$_2", "the stock of CO"],
  ["the stock of CO$_2$ and", "the stock of CO$_2$ and"],
  ["costs $5 or $10 in", "costs $5 or $10 in"],
  ["costs $", "costs"],
  ["is\n\n$$", "is\n"],
  ["is\n\n$$\n\\Delta = \\frac{a}", "is\n"],
  ["is $$x + 1$", "is"],
  ["see [the report](https://example.org/a", "see"],
  ["see [the report](https://example.org) now", "see [the report](https://example.org) now"],
  ["* one\n* two", "* one\n* two"],
  ["```js\nconst a = `x", "```js\nconst a = `x"],
  ["snake_case and 2 * 3", "snake_case and 2 * 3"],
  ["**A** paragraph.\n\n**Next", "**A** paragraph.\n\n**Next**"],
];

for (const [written, shown] of cases) {
  test(`a half-written ${JSON.stringify(written)} shows as ${JSON.stringify(shown)}`, () => {
    expect(mendTail(written)).toBe(shown);
  });
}

test("what stands before the open end never changes", () => {
  const piece = fc.constantFrom("word ", "**", "*", "`", "$x$ ", "$", "[a](b) ", "[", "](", "\n", "\n\n", "- ");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const written = pieces.join("");
      const shown = mendTail(written);
      const same = written.split("").findIndex((character, at) => shown[at] !== character);
      const rest = same < 0 ? "" : shown.slice(same);
      expect(rest).toMatch(/^(?:\*{0,3}|`)$/);
    }),
  );
});
