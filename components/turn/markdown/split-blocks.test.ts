import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { parseBlock } from "./parse-block";
import { createBlockSplitter, splitBlocks } from "./split-blocks";

const sample = `# Title

First *paragraph*
with two lines.

- one

  still one
- two

1. a

   \`\`\`js
   const a = 1;

   b();
   \`\`\`

2. b

\`\`\`ts
let x = 1;

let y = 2;
\`\`\`
After the fence.

| a | b |
|---|---|
| 1 | 2 |

$$
x^2

+ 1
$$

> quote
>
> more

    indented

    code

Last.
`;

const pieces = fc.constantFrom(
  "a",
  " ",
  "\n",
  "\n\n",
  "- x",
  "1. ",
  "```",
  "~~~",
  "    ",
  "$$",
  "\\[",
  "\\]",
  "> q",
  "# h",
  "| a |",
  "*",
);
const anyText = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.string(),
);

test("the blocks joined are the text, character for character", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const blocks = splitBlocks(text);
      expect(blocks.map((block) => block.text).join("")).toBe(text);
      for (const block of blocks) expect(text.startsWith(block.text, block.start)).toBe(true);
    }),
  );
});

test("text that grows is split as if it had come at once", () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat(12), { maxLength: 30 }), (text, steps) => {
      const split = createBlockSplitter();
      let at = 0;
      for (const step of steps) {
        at += step;
        expect(split(text.slice(0, at))).toEqual(splitBlocks(text.slice(0, at)));
      }
      expect(split(text)).toEqual(splitBlocks(text));
    }),
  );
});

test("a last line that turns out to go on with the list goes back to it", () => {
  const split = createBlockSplitter();
  for (let at = 1; at <= sample.length; at++) split(sample.slice(0, at));
  expect(split(sample)).toEqual(splitBlocks(sample));
  const list = createBlockSplitter();
  expect(list("- a\n\n1")).toHaveLength(2);
  expect(list("- a\n\n1. b")).toHaveLength(1);
});

test("reading by blocks gives what reading the whole text gives", () => {
  expect(shapes(splitBlocks(sample).flatMap((block) => parseBlock(block.text, "").children))).toEqual(
    shapes(parseBlock(sample, "").children),
  );
});

test("settled blocks stay the same objects while the text grows", () => {
  const split = createBlockSplitter();
  const before = split("One.\n\nTwo.\n\nThree.\n\nFo");
  const after = split("One.\n\nTwo.\n\nThree.\n\nFour.");
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});

test("a fence that never closes stays one open block of code", () => {
  const blocks = splitBlocks("Look:\n\n```js\na();\n\nb();\n\n- c");
  expect(blocks.map((block) => block.text)).toEqual(["Look:\n\n", "```js\na();\n\nb();\n\n- c"]);
  expect(parseBlock(blocks[1]?.text ?? "", "").children.map((node) => node.type)).toEqual(["code"]);
});

test("raw HTML is text, also when it is a block of its own", () => {
  for (const html of ["<img src=x onerror=alert(1)>", "<script>\nalert(1)\n</script>", "a <b>bold</b> word"]) {
    const types = JSON.stringify(parseBlock(html, "").children);
    expect(types).not.toContain('"html"');
    expect(types).toContain('"text"');
  }
  expect(JSON.stringify(fromMarkdown("<b>x</b>"))).toContain('"html"');
});

function shapes(nodes: unknown[]): unknown {
  return JSON.parse(JSON.stringify(nodes, (key, value: unknown) => (key === "position" ? undefined : value)));
}
