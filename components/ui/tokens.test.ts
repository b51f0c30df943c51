import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const light = tokensIn(":root");
const dark = { ...light, ...tokensIn(".dark") };

function tokensIn(selector: string): Record<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return Object.fromEntries(Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]+);/g), ([, name, hex]) => [name, hex]));
}

function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Record<string, string>, front: string, back: string): number {
  const [a, b] = [luminance(tokens[front] ?? ""), luminance(tokens[back] ?? "")];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const text = 4.5;
const graphic = 3;
/** The table of the design has one decimal. */
const rounding = 0.06;

const pairs: [front: string, back: string, light: number, dark: number, need: number][] = [
  ["text", "canvas", 16.4, 15.6, text],
  ["text", "surface", 17.1, 14.6, text],
  ["text", "sunken", 15.4, 16.3, text],
  ["text-2", "canvas", 7.8, 9.2, text],
  ["text-2", "surface", 8.2, 8.6, text],
  ["text-2", "sunken", 7.4, 9.6, text],
  ["text-3", "canvas", 5.3, 6.0, text],
  ["text-3", "surface", 5.5, 5.6, text],
  ["text-3", "sunken", 4.9, 6.3, text],
  ["text-3", "hover", 4.7, 4.8, text],
  ["on-ink", "ink", 16.4, 15.6, text],
  ["accent", "canvas", 6.6, 8.7, text],
  ["accent", "surface", 6.9, 8.1, text],
  ["accent", "attention-tint", 6.3, 7.1, text],
  ["on-mark", "mark", 13.2, 8.0, text],
  ["line-control", "surface", 3.4, 3.8, graphic],
  ["line-control", "canvas", 3.2, 4.0, graphic],
  ["supports", "surface", 6.4, 8.4, text],
  ["supports", "supports-tint", 5.6, 7.5, text],
  ["contradicts", "surface", 7.6, 6.7, text],
  ["contradicts", "contradicts-tint", 6.5, 6.2, text],
  ["partly", "surface", 4.9, 10.5, text],
  ["attention", "canvas", 4.7, 11.3, text],
  ["attention", "attention-tint", 4.5, 9.2, text],
  ["silent", "surface", 5.3, 5.6, text],
  ["danger", "surface", 7.1, 7.9, text],
  ["danger", "canvas", 6.7, 8.4, text],
  ["danger", "danger-tint", 6.0, 7.2, text],
  ["text", "attention-tint", 15.7, 12.8, text],
  ["text", "danger-tint", 14.6, 13.4, text],
];

test.each(pairs)("%s on %s has the contrast of the design", (front, back, ...[inLight, inDark, need]) => {
  expect(Math.abs(contrast(light, front, back) - inLight)).toBeLessThan(rounding);
  expect(Math.abs(contrast(dark, front, back) - inDark)).toBeLessThan(rounding);
  expect(contrast(light, front, back)).toBeGreaterThanOrEqual(need);
  expect(contrast(dark, front, back)).toBeGreaterThanOrEqual(need);
});

test.each(["supports", "contradicts", "partly"])("the %s glyph can be seen on the marker", (stance) => {
  expect(contrast(light, stance, "mark")).toBeGreaterThanOrEqual(graphic);
  expect(contrast(dark, stance, "mark")).toBeGreaterThanOrEqual(graphic);
});

test("both themes define the same colours", () => {
  expect(Object.keys(tokensIn(".dark")).toSorted()).toEqual(Object.keys(light).toSorted());
});

test("raw colours stand only in the token blocks", () => {
  const afterTokens = css.slice(css.indexOf("@theme {"));
  expect(afterTokens.match(/#[0-9a-f]{3,8}\b/gi)).toBeNull();
});
