import type { PhrasingContent, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import { findMath, maskMath } from "./math-spans";

// Raw HTML is not a language here: with its rules off the parser reads it as text.
const withoutHtml = { disable: { null: ["htmlFlow", "htmlText"] } };
const syntax = [gfm({ singleTilde: false }), withoutHtml];
const tree = [gfmFromMarkdown()];
const syntaxWithMath = [...syntax, math()];
const treeWithMath = [...tree, mathFromMarkdown()];

export type ParsedBlock = { children: RootContent[]; source: string; definitions: Map<string, string> };

/**
 * Parses one block. `definitions` are the link definitions of the whole text, so that `[text][1]` finds its address
 * wherever it stands; they are parsed after the block and never shown.
 */
export function parseBlock(source: string, definitions: string): ParsedBlock {
  const spans = findMath(source);
  const text = spans.length > 0 ? maskMath(source, spans) : source;
  const root: Root = fromMarkdown(definitions && source.includes("[") ? `${text}\n\n${definitions}` : text, {
    extensions: spans.length > 0 ? syntaxWithMath : syntax,
    mdastExtensions: spans.length > 0 ? treeWithMath : tree,
  });
  return {
    source: text,
    definitions: new Map(
      root.children.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url]] : [])),
    ),
    children: root.children.filter((node) => (node.position?.start.offset ?? 0) < source.length),
  };
}

const definitionLine = /^ {0,3}\[[^\]\n^][^\]\n]{0,200}\]:[ \t]+\S.*$/gm;

/** The link definitions of a text, one a line; empty for most texts. */
export function collectDefinitions(text: string): string {
  return text.includes("]:") ? (text.match(definitionLine) ?? []).join("\n") : "";
}

/** The plain words of a node, as a person would read them. */
export function wordsOf(node: RootContent | PhrasingContent): string {
  if ("value" in node) return node.value;
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}
