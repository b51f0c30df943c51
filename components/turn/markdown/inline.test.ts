import fc from "fast-check";
import type { RootContent } from "mdast";
import { expect, test } from "vitest";
import { cutInline, type InlinePiece } from "./inline-pieces";
import { drawFormula } from "./katex-text";
import { findMath, maskMath } from "./math-spans";
import { collectDefinitions, parseBlock } from "./parse-block";
import { safeUrl } from "./safe-url";
import { mapToSource } from "./source-map";

test("every character of parsed text is found again in its source", () => {
  const cases: [source: string, value: string][] = [
    ["plain", "plain"],
    ["5 \\* 3", "5 * 3"],
    ["AT&amp;T is", "AT&T is"],
    ["a\n> b", "a\nb"],
    ["a  \n    b", "a\nb"],
    ["&#128512; x", "😀 x"],
  ];
  for (const [source, value] of cases) {
    const places = mapToSource(source, value);
    expect(places).toHaveLength(value.length + 1);
    const last = value.at(-1) ?? "";
    expect(source.charAt(places[value.length - 1] ?? -1)).toBe(last);
  }
});

test("places never run backwards and never leave the source", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, value) => {
      const places = mapToSource(source, value);
      places.reduce((before, place) => {
        expect(place).toBeGreaterThanOrEqual(before);
        expect(place).toBeLessThanOrEqual(source.length);
        return place;
      }, 0);
    }),
  );
});

test("a range is cut out of the text it lies in", () => {
  const value = "one two three";
  const pieces = cutInline(value, mapToSource(value, value), [{ start: 4, end: 7, kind: "quote" }], false);
  expect(pieces).toEqual([
    { type: "text", text: "one ", range: null },
    { type: "text", text: "two", range: "quote" },
    { type: "text", text: " three", range: null },
  ]);
});

test("a word, its chips and the punctuation after them are one group", () => {
  const pieces = cutInline("They agree. ⟦c1,c3⟧ [S1, S4]; the rest", [], [], true);
  expect(pieces.map((piece) => piece.type)).toEqual(["text", "group", "text"]);
  expect(wordsOf(pieces)).toBe("They agree.(c1)(c3)(S1)(S4); the rest");
});

test("marks in code, and brackets that are not marks, stay text", () => {
  expect(wordsOf(cutInline("array[0] and [Sx] [s1]", [], [], true))).toBe("array[0] and [Sx] [s1]");
});

test("money is not math, math is", () => {
  expect(findMath("It costs $5 and then $10 more.")).toEqual([]);
  expect(findMath("between $1,200 and $1,500")).toEqual([]);
  expect(findMath("a `$x$` and ```$y$```")).toEqual([]);
  expect(findMath("so $E=mc^2$ holds")).toEqual([{ start: 3, end: 11 }]);
  expect(findMath("\\(a+b\\)")).toHaveLength(1);
  expect(findMath("$$\nnever closed")).toEqual([]);
});

test("hiding dollars moves no character", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("$", "$$", "a", " ", "5", "\\(", "\\)", "\n", "`")).map((parts) => parts.join("")),
      (source) => {
        expect(maskMath(source, findMath(source))).toHaveLength(source.length);
      },
    ),
  );
});

test("every way to write math is read as math", () => {
  for (const source of ["$x^2$", "$$x^2$$", "\\(x^2\\)", "\\[x^2\\]", "\\[\nx^2\n\\]", "$$\nx^2\n$$"]) {
    expect(JSON.stringify(parseBlock(source, "").children)).toMatch(/"type":"(inlineM|m)ath"/);
  }
  expect(JSON.stringify(parseBlock("$5 and $x^2$", "").children)).toContain("\uf8f05 and ");
});

test("a formula cannot link, load or run, and one that is wrong is null", () => {
  for (const tex of ["\\href{javascript:alert(1)}{x}", "\\includegraphics{https://other.example/x.png}"]) {
    expect(drawFormula(tex, false) ?? "").not.toMatch(/<(a|img)[\s>]/);
  }
  expect(drawFormula("<img src=x onerror=alert(1)>", false)).not.toContain("<img");
  expect(drawFormula("\\frac{", false)).toBeNull();
  expect(drawFormula("\\def\\a{\\a\\a}\\a", false)).toBeNull();
});

test("only http, https and mailto are addresses", () => {
  expect(safeUrl("https://example.com/a")).toBe("https://example.com/a");
  expect(safeUrl("mailto:a@example.com")).toBe("mailto:a@example.com");
  for (const bad of [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "/settings",
    "//a.example",
    "vbscript:x",
  ]) {
    expect(safeUrl(bad)).toBeNull();
  }
});

test("a link finds its definition in another block", () => {
  const text =
    "See [the paper][1] and ![a figure][fig].\n\nMore.\n\n[1]: https://example.com/paper\n[fig]: https://example.com/f.png\n";
  const { children, definitions } = parseBlock(
    "See [the paper][1] and ![a figure][fig].\n\n",
    collectDefinitions(text),
  );
  const paragraph = children[0];
  const types = paragraph && "children" in paragraph ? paragraph.children.map((node: RootContent) => node.type) : [];
  expect(types).toEqual(["text", "linkReference", "text", "imageReference", "text"]);
  expect(definitions.get("1")).toBe("https://example.com/paper");
  expect(children).toHaveLength(1);
});

function wordsOf(pieces: readonly InlinePiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.type === "text") return piece.text;
      if (piece.type === "group") return wordsOf(piece.pieces);
      return piece.tokens.flatMap((token) => token.ids.map((id) => `(${id})`)).join("");
    })
    .join("");
}
