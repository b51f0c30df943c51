import { isValidElement, type ReactNode } from "react";
import { expect, test, vi } from "vitest";
import type { TextRange } from "./inline-pieces";
import { parseBlock } from "./parse-block";
import { renderNode } from "./render-node";

// The icons need React's client half, which tests of the server's conditions do not have.
vi.mock("./code-block", () => ({ CodeBlock: "figure" }));

const suffix = " (no panelist said this)";

/** The words of a text as they are drawn, the suffix in brackets, chips as their ids. */
function drawn(text: string, ranges: readonly TextRange[]): string {
  const parsed = parseBlock(text, "");
  const look = { ranges, renderChip: (_: string, id: string) => `[${id}]`, headingLevel: 3 };
  const context = { source: parsed.source, start: 0, definitions: parsed.definitions, ...look };
  return parsed.children.map((node, index) => wordsOf(renderNode(node, context, index))).join(" ");
}

function wordsOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (!isValidElement<{ children?: ReactNode; node?: unknown; context?: unknown }>(node))
    return typeof node === "string" ? node : "";
  if (typeof node.type === "function") return wordsOf(Reflect.apply(node.type, null, [node.props]));
  const inner = wordsOf(node.props.children);
  if ("data-found" in node.props) return `<${inner}>`;
  return inner === " no panelist said this" ? suffix : inner;
}

function unsaid(text: string, words: string): TextRange {
  const start = text.indexOf(words);
  return { start, end: start + words.length, kind: "unsaid" };
}

test.each([
  ["Said. Not said. Said again.", "Not said.", `Said. Not said.${suffix} Said again.`],
  ["Said. **Not said.** Said.", "Not said.", `Said. Not said.${suffix} Said.`],
  [
    "Not *said* by [any](https://example.com).",
    "Not *said* by [any](https://example.com).",
    `Not said by any.${suffix}`,
  ],
  ["- Not said.\n- Said. ⟦c1⟧", "Not said.", `Not said.${suffix}Said.[c1]`],
  ["Not said\nat all. Said. ⟦c1⟧", "Not said\nat all.", `Not said\nat all.${suffix} Said.[c1]`],
])("the suffix stands after the sentence: %s", (text, words, expected) => {
  expect(drawn(text, [unsaid(text, words)])).toBe(expected);
});

test("each of two sentences in a row has its suffix, and a finding inside one keeps it", () => {
  const text = "Not this 83. Not that. Said.";
  const ranges = [
    unsaid(text, "Not this 83."),
    unsaid(text, "Not that."),
    { ...unsaid(text, "83"), kind: "found" as const },
  ];
  expect(drawn(text, ranges)).toBe(`Not this <83>.${suffix} Not that.${suffix} Said.`);
});
