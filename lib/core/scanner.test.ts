import fc from "fast-check";
import { expect, test } from "vitest";
import { createScanner, type Scanned } from "./scanner";

const one = '{"kind":"consensus","topic":"Tides","views":[{"by":"A","quote":"a {brace} and a \\"quote\\""}]}';
const two = '{"kind":"blind_spots","topic":"Costs","point":"Größe 🌊 und 海"}';
const end = '{"kind":"end","n":2}';

function scanAll(text: string, cuts: readonly number[] = []): Scanned[] {
  const scanner = createScanner();
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return at.slice(1).flatMap((to, index) => scanner.push(text.slice(at[index], to)));
}

const topics = (scanned: readonly Scanned[]) =>
  scanned.flatMap((found) => (found.type === "object" ? [JSON.stringify(found.value)] : ["reject"]));
const expected = [one, two, end].map((line) => JSON.stringify(JSON.parse(line)));

const wrappings: Record<string, string> = {
  ndjson: `${one}\n${two}\n${end}\n`,
  "carriage returns and a byte-order mark": `\uFEFF${one}\r\n${two}\r\n${end}`,
  "an items object": `{"items":[${one},${two},${end}]}`,
  array: `[\n${one},\n${two},\n${end}\n]`,
  "a fenced block with prose around it": `Here is my analysis (see {below}):\n\`\`\`json\n${one}\n${two}\n${end}\n\`\`\`\nDone.`,
  "pretty-printed": [one, two, end].map((line) => JSON.stringify(JSON.parse(line), null, 2)).join("\n"),
  "thinking with braces before it": `<think>maybe {"kind":"consensus","topic":"no"} < 3</think>\n${one}\n${two}\n${end}`,
};

for (const [name, text] of Object.entries(wrappings)) {
  test(`finds every point in ${name}, however it is cut`, () => {
    expect(topics(scanAll(text))).toEqual(expected);
    for (const size of [1, 7, 4096]) {
      const cuts = Array.from({ length: Math.floor(text.length / size) }, (_, index) => (index + 1) * size);
      expect(topics(scanAll(text, cuts))).toEqual(expected);
    }
  });
}

test("the result does not depend on how the text is cut, even inside a character", () => {
  const bytes = new TextEncoder().encode(wrappings.ndjson);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (cuts) => {
      const scanner = createScanner();
      const decoder = new TextDecoder();
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const found = at
        .slice(1)
        .flatMap((to, index) => scanner.push(decoder.decode(bytes.slice(at[index], to), { stream: true })));
      expect(topics(found)).toEqual(expected);
    }),
  );
});

test("an odd quote costs its own line and no later one", () => {
  const odd = '{"kind":"consensus","topic":"An odd " quote"}';
  const text = `${odd}\n${two}\n${end}`;
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      expect(topics(scanAll(text, cuts))).toEqual(["reject", ...expected.slice(1)]);
    }),
  );
});

test("an object with a kind inside a point is part of that point", () => {
  const nested = '{"kind":"consensus","topic":"Outer","extra":{"kind":"unique_insights"}}';
  expect(topics(scanAll(`${nested}\n${end}`))).toEqual([nested, end]);
});

test("a cut last line is not taken", () => {
  expect(topics(scanAll(`${one}\n${two.slice(0, -9)}`))).toEqual([expected[0]]);
});

test("a runaway judge is not read to its end", () => {
  const scanner = createScanner();
  scanner.push("x".repeat(1_000_001));
  expect(scanner.runaway).toBe(true);
  expect(scanner.push(one)).toEqual([]);
});
