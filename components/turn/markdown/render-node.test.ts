import { isValidElement, type ReactNode } from "react";
import { expect, test, vi } from "vitest";
import type { TextRange } from "./inline-pieces";
import { parseBlock } from "./parse-block";
import { renderNode } from "./render-node";

// The icons need React's client half, which tests of the server's conditions do not have.
vi.mock("./code-block", () => ({ CodeBlock: "figure" }));

test("a quote is marked across emphasis, links and lists, and nothing beside it", () => {
  const cases: [text: string, from: string, to: string, marked: string][] = [
    ["It **did most** of [the work](https://example.com) there.", "did", "work", "did most of the work"],
    ["- one thing\n- another thing here\n", "thing\n", "another thing", "thing another thing"],
    ["Use `run --fast` now.", "run", "fast", "run --fast"],
    ["```js\nlet a = 1;\nlet b = 2;\n```\n", "a = 1", "let b", "a = 1;\nlet b"],
    ["| a | b |\n|---|---|\n| one | two |\n", "one", "two", "one two"],
    ["AT&amp;T fell 5 \\* 3 %.", "fell", "3 %", "fell 5 * 3 %"],
    ["> quoted **here**\n> and there", "here", "there", "here \nand there"],
  ];
  for (const [text, from, to, marked] of cases) {
    const start = text.indexOf(from);
    const ranges: TextRange[] = [{ start, end: text.indexOf(to, start) + to.length, kind: "quote" }];
    expect(markedWords(text, ranges).join(" ").replace(/ +/g, " ")).toBe(marked);
  }
});

test("the places of a block are counted from the start of the whole text", () => {
  const words = markedWords("Second block here.", [{ start: 107, end: 112, kind: "quote" }], 100);
  expect(words).toEqual(["block"]);
});

test("images and addresses that are not safe become words, never anything that loads or runs", () => {
  const elements = flatten(draw("![x](https://other.example/?q=secret) [a](javascript:alert(1)) <img src=x>", []));
  const tags = elements.map((element) => element.type);
  expect(tags).not.toContain("img");
  expect(tags.filter((tag) => tag === "a")).toHaveLength(1);
  const link = elements.find((element) => element.type === "a");
  expect(link?.props).toMatchObject({ href: "https://other.example/?q=secret", rel: "noopener noreferrer" });
});

type Element = { type: unknown; props: Record<string, unknown> & { children?: ReactNode } };

function draw(text: string, ranges: TextRange[], start = 0): ReactNode[] {
  const { children, source, definitions } = parseBlock(text, "");
  const context = { source, start, ranges, definitions, renderChip: null, headingLevel: 4 };
  return children.map((node, index) => renderNode(node, context, index));
}

function markedWords(text: string, ranges: TextRange[], start = 0): string[] {
  return flatten(draw(text, ranges, start)).flatMap(({ type, props }) =>
    type === "mark" && typeof props.children === "string" ? [props.children] : [],
  );
}

/** All elements; components without state are called, as React would. */
function flatten(node: ReactNode): Element[] {
  if (Array.isArray(node)) return node.flatMap((child: ReactNode) => flatten(child));
  if (!isValidElement<Element["props"]>(node)) return [];
  if (typeof node.type === "function" && node.type.name === "Pieces") {
    const draw = node.type as (props: unknown) => ReactNode;
    return flatten(draw(node.props));
  }
  return [{ type: node.type, props: node.props }, ...flatten(node.props.children)];
}
