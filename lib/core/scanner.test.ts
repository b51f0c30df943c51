import fc from "fast-check";
import { expect, test } from "vitest";
import { createScanner, type Scanned } from "./scanner";

const one = '{"kind":"consensus","topic":"Tides","views":[{"by":"A","quote":"a {brace} and a \\"quote\\""}]}';
const two = '{"kind":"blind_spots","topic":"Costs","point":"Größe 🌊 und 海"}';
const end = '{"kind":"end","n":2}';

function scanAll(text: string, cuts: readonly number[] = []): Scanned[] {
  const scanner = createScanner();
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return [...at.slice(1).flatMap((to, index) => scanner.push(text.slice(at[index], to))), ...scanner.end()];
}

const cutsOf = (text: string, size: number) =>
  Array.from({ length: Math.floor(text.length / size) }, (_, index) => (index + 1) * size);
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
      expect(topics(scanAll(text, cutsOf(text, size)))).toEqual(expected);
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

/** What models write instead of `point` when they almost write JSON, and what it means. */
const meant = { kind: "consensus", topic: "Tides", views: [{ by: "A", quote: "twice a day" }], point: "They turn." };
const pointOf = (point: string) => JSON.stringify({ ...meant, point });
const broken: Record<string, [line: string, point: unknown]> = {
  "a trailing comma": [pointOf("They turn.").replace(/\}$/, ",}").replace("}]", "},]"), meant],
  "a bad escape": [pointOf("50% of it").replace("50%", "50\\%"), { ...meant, point: "50% of it" }],
  "unescaped inner quotes": [pointOf("An 'even' pair").replaceAll("'", '"'), { ...meant, point: 'An "even" pair' }],
  "an odd inner quote": [pointOf("An odd ' quote").replace("'", '"'), { ...meant, point: 'An odd " quote' }],
  "a string that is never closed": [
    pointOf("They turn.").replace('turn."', "turn."),
    { ...meant, point: "They turn." },
  ],
  "a raw line break in a string": [pointOf("One|two").replace("|", "\n"), { ...meant, point: "One\ntwo" }],
  "braces in strings": [pointOf("}} {a} {{ ]["), { ...meant, point: "}} {a} {{ ][" }],
  "single quotes": [pointOf("They turn.").replaceAll('"', "'"), meant],
  "no quotes around its keys": [pointOf("They turn.").replaceAll(/"(\w+)":/g, "$1:"), meant],
  "no final brace": [pointOf("They turn.").slice(0, -1), meant],
  "a kind that is not first": [
    JSON.stringify({ topic: "Tides", kind: "consensus", point: "x" }),
    { topic: "Tides", kind: "consensus", point: "x" },
  ],
  "another kind inside a kind that is not first": [
    JSON.stringify({ topic: "Tides", extra: { topic: "no", kind: "end" }, kind: "consensus" }),
    { topic: "Tides", extra: { topic: "no", kind: "end" }, kind: "consensus" },
  ],
};

for (const [name, [line, point]] of Object.entries(broken)) {
  for (const size of [1, 7, 4096]) {
    test(`a point with ${name} is kept and costs no other, in pieces of ${size}`, () => {
      for (const text of [`${two}\n${line}\n${one}\n${end}\n`, `\`\`\`json\n${two}\n${line}\n${one}\n${end}\n\`\`\``]) {
        const found = topics(scanAll(text, cutsOf(text, size)));
        expect(found.toSorted()).toEqual([JSON.stringify(point), ...expected].toSorted());
      }
    });
    test(`a last point with ${name} is kept when its line was ended, in pieces of ${size}`, () => {
      const text = `${two}\n${line}\n`;
      expect(topics(scanAll(text, cutsOf(text, size)))).toEqual([expected[1], JSON.stringify(point)]);
    });
  }
}

test("what comes out of broken text does not depend on how it is cut", () => {
  const lines = Object.values(broken).map(([line]) => line);
  const text = [two, ...lines.toReversed(), one, end].join("\n");
  const whole = topics(scanAll(text));
  const points = new Set(Object.values(broken).map(([, point]) => JSON.stringify(point)));
  expect(whole).toHaveLength(points.size + expected.length);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 30 }), (cuts) => {
      expect(topics(scanAll(text, cuts))).toEqual(whole);
    }),
  );
});

test("text that is cut anywhere gives its complete points and never the cut one", () => {
  for (const text of Object.values(wrappings)) {
    for (let length = 0; length <= text.length; length += 1) {
      const found = topics(scanAll(text.slice(0, length)));
      expect(found).toEqual(expected.slice(0, found.length));
    }
  }
  const complete = (length: number) =>
    [one, `${one}\n${two}`, `${one}\n${two}\n${end}`].filter((part) => part.length <= length).length;
  const ndjson = wrappings.ndjson ?? "";
  for (let length = 0; length <= ndjson.length; length += 1) {
    expect(scanAll(ndjson.slice(0, length))).toHaveLength(complete(length));
  }
});

test("what cannot be read is told as it stands, and costs no later point", () => {
  const torn = '{"kind":"consensus","topic":"He said "yes, it is", truly"}';
  expect(scanAll(`${torn}\n${end}\n`)).toEqual([
    { type: "reject", raw: torn },
    { type: "object", value: JSON.parse(end) },
  ]);
});

test("the same point twice is found once", () => {
  expect(topics(scanAll(`${one}\n${one}\n${two}\n${end}`))).toEqual(expected);
});

test("thinking that never ends holds no point", () => {
  expect(scanAll(`<think>${one}\n${two}`)).toEqual([]);
});

test("an object with a kind inside a point is part of that point", () => {
  const nested = '{"kind":"consensus","topic":"Outer","extra":{"kind":"unique_insights"}}';
  expect(topics(scanAll(`${nested}\n${end}`))).toEqual([nested, end]);
});

test("objects with a kind on lines of their own inside a point are part of it too", () => {
  const inner = '{"kind":"unique_insights"}';
  const nested = `{"kind":"consensus","topic":"Outer","extra":[\n${inner},\n${inner}],"one":\n${inner}}`;
  expect(topics(scanAll(`${nested}\n${end}`))).toEqual([JSON.stringify(JSON.parse(nested)), end]);
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

const nested = '{"kind":"consensus","topic":"Outer","extra":{"kind":"unique_insights"},"list":[{"kind":"end"}]}';
/** What else models do to their lines, and what is left of it. */
const spoiled: Record<string, [text: string, found: string[]]> = {
  "text after the end line": [`${one}\n${two}\n${end}\nI hope this helps. {end} "quoted`, expected],
  "the same lines twice": [`${one}\n${two}\n${one}\n${two}\n${end}\n${end}\n`, expected],
  "nested objects with a kind": [`${nested}\n${one}\n${two}\n${end}`, [nested, ...expected]],
  "a last line that is cut": [`${one}\n${two}\n${end.slice(0, -3)}`, expected.slice(0, 2)],
  "a last line that is cut inside a string": [`${one}\n${two.slice(0, 40)}`, expected.slice(0, 1)],
  "a last line that is cut in a list of views": [
    `${two}\n${one.slice(0, one.indexOf("a {brace}"))}`,
    [expected[1] ?? ""],
  ],
  "thinking between its lines": [`${one}\n<think>{"kind":"end"} "</think>\n${two}\n${end}`, expected],
  "thinking in the middle of which it ends": [`${one}\n<think>${two}\n${end}`, expected.slice(0, 1)],
  "two fenced blocks": [`\`\`\`json\n${one}\n\`\`\`\nAnd more:\n\`\`\`\n${two}\n${end}\n\`\`\``, expected],
  "list numbers before its lines": [`1. ${one}\n2. ${two}\n${end}`, expected],
  "commas between its lines": [`${one},\n${two},\n${end},`, expected],
  "all in one line": [`${one} ${two} ${end}`, expected],
  "objects of another shape": [`{"note":"Let me see"}\n${one}\n{"views":[]}\n${two}\n${end}`, expected],
};

for (const [name, [text, found]] of Object.entries(spoiled)) {
  test.each([1, 7, 4096])(`${name} costs no point and adds none, in pieces of %i`, (size) => {
    expect(topics(scanAll(text, cutsOf(text, size)))).toEqual(found);
    const windows = text.replaceAll("\n", "\r\n");
    expect(topics(scanAll(windows, cutsOf(windows, size)))).toEqual(found);
  });
}
