import fc from "fast-check";
import { expect, test } from "vitest";
import { createMarkFilter, marksIn, plainText } from "./marks";

const known = { points: new Set(["c1", "c3"]), sources: new Set(["S1"]) };
const written = "One ⟦c1⟧ two [[c3, c9]] three [S1, S8] four ⟦c7⟧ [link](x) [S9] and [an open";
const settled = "One ⟦c1⟧ two ⟦c3⟧ three [S1] four  [link](x)  and [an open";

test("marks are settled alike however the text is cut, and no half mark or unknown mark is ever shown", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(written.length), { maxLength: 20 }), (cuts) => {
      const filter = createMarkFilter(known);
      const at = [0, ...cuts.toSorted((a, b) => a - b), written.length];
      let shown = "";
      for (const [index, to] of at.slice(1).entries()) {
        shown += filter.push(written.slice(at[index], to));
        expect(settled.startsWith(shown)).toBe(true);
      }
      expect(shown + filter.finish()).toBe(settled);
    }),
  );
});

test("an opening bracket that never closes is held back 24 characters at most", () => {
  const filter = createMarkFilter(known);
  expect(filter.push(`a [${"b".repeat(40)}`)).not.toBe("");
});

test("marks are found with their places, and copying leaves them out", () => {
  const text = "One ⟦c1⟧. Two ⟦c1,c3⟧ [S1].";
  expect(marksIn(text)).toEqual([
    { pointId: "c1", offset: 4 },
    { pointId: "c1", offset: 14 },
    { pointId: "c3", offset: 14 },
  ]);
  expect(plainText(text)).toBe("One. Two.");
});

const withCode = [
  "Call `grid[[c3]]` and ``a ` [S1]`` ⟦c1⟧ but \\`not [S9]\\` and a lone ` tick [S8] ⟦c9⟧.",
  "",
  "```ts",
  "const rows = [[c1]], cell = row[S1]; // ⟦c9⟧ [S9]",
  "",
  "``` not closed",
  "```",
  "After [S1] ⟦c3, c9⟧",
  "- item `x[S9]`",
  "  ~~~~",
  "  [S7] ~~~",
  "  ~~~~",
  "Last [[c1]] [S6]",
].join("\n");
const codeSettled = [
  "Call `grid[[c3]]` and ``a ` [S1]`` ⟦c1⟧ but \\`not \\` and a lone ` tick  .",
  "",
  "```ts",
  "const rows = [[c1]], cell = row[S1]; // ⟦c9⟧ [S9]",
  "",
  "``` not closed",
  "```",
  "After [S1] ⟦c3⟧",
  "- item `x[S9]`",
  "  ~~~~",
  "  [S7] ~~~",
  "  ~~~~",
  "Last ⟦c1⟧ ",
].join("\n");

test("what looks like a mark inside code is left alone, at whichever unit the text is cut", () => {
  for (let size = 1; size <= withCode.length; size += 1) {
    const filter = createMarkFilter(known);
    let shown = "";
    for (let at = 0; at < withCode.length; at += size) {
      shown += filter.push(withCode.slice(at, at + size));
      expect(codeSettled.startsWith(shown)).toBe(true);
    }
    expect(shown + filter.finish()).toBe(codeSettled);
    expect(filter.unknownSources()).toEqual(["S9", "S8", "S6"]);
  }
});

test("however code, marks and ticks are mixed and cut, the result is the same", () => {
  const pieces = [
    "`",
    "``",
    "```",
    "\n",
    "\n\n",
    "~~~",
    "[S1]",
    "[S9]",
    "⟦c1⟧",
    "⟦c9⟧",
    "[[c3]]",
    "a ",
    "[",
    "]",
    "- ",
    "\\",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      (parts, size) => {
        const text = parts.join("");
        const whole = createMarkFilter(known);
        const expected = whole.push(text) + whole.finish();
        const filter = createMarkFilter(known);
        let shown = "";
        for (let at = 0; at < text.length; at += size) shown += filter.push(text.slice(at, at + size));
        expect(shown + filter.finish()).toBe(expected);
      },
    ),
    {
      numRuns: 500,
      // A line of ticks may begin a fence, and may be one more line of a paragraph.
      examples: [
        [["``", "\n", "``", "`", "[[c3]]", "``"], 1],
        [["``", "\n", "- ", "[[c3]]", "``"], 1],
      ],
    },
  );
});

test("a long list of ids is one mark however slowly it comes", () => {
  const filter = createMarkFilter({ points: new Set(["c12"]), sources: new Set() });
  const list = "⟦c10, c11, c12, c13, c14, c15, c16, c17⟧";
  const shown = `x ${list} y`
    .split("")
    .map((unit) => filter.push(unit))
    .join("");
  expect(shown + filter.finish()).toBe("x ⟦c12⟧ y");
});

test("a text without marks is never held back but for an open bracket at its end", () => {
  const filter = createMarkFilter(known);
  expect(filter.push("A `half open")).toBe("A `half open");
  expect(filter.push(" tick, 2 [3, 4")).toBe(" tick, 2 ");
  expect(filter.finish()).toBe("[3, 4");
});

test("marks inside code are no marks, and copying leaves code as it is", () => {
  expect(marksIn("`⟦c1⟧` ⟦c3⟧\n```\n⟦c1⟧\n```")).toEqual([{ pointId: "c3", offset: 7 }]);
  expect(plainText("One ⟦c1⟧.\n```\nrow[S1] = x[S2]\n```")).toBe("One.\n```\nrow[S1] = x[S2]\n```");
});
