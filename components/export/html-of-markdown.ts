import katex from "katex";
import type { List, Parents, RootContent, Table } from "mdast";
import { unmask } from "@/components/turn/markdown/math-spans";
import { collectDefinitions, parseBlock, wordsOf } from "@/components/turn/markdown/parse-block";
import { safeUrl } from "@/components/turn/markdown/safe-url";
import { escapeHtml } from "./escape";

type Context = {
  definitions: ReadonlyMap<string, string>;
  /** What a first-level heading becomes. */
  headingLevel: number;
  /** Text that is no markup, e.g. with its marks as links; gives HTML. */
  text: (text: string) => string;
};

/**
 * Markdown of models as HTML. The tree is the one of the screen, which knows no HTML; everything else is escaped here, links lead
 * to http, https and mailto only, and pictures become links.
 */
export function htmlOfMarkdown(source: string, headingLevel: number, text: Context["text"] = escapeHtml): string {
  const { children, definitions } = parseBlock(source, collectDefinitions(source));
  return children.map((node) => htmlOf(node, { definitions, headingLevel, text })).join("\n");
}

function htmlOf(node: RootContent, context: Context): string {
  const inner = () => ("children" in node ? all(node, context) : "");
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what is not listed is shown as its words
  switch (node.type) {
    case "paragraph":
      return `<p>${inner()}</p>`;
    case "text":
      return context.text(unmask(node.value));
    case "emphasis":
      return `<em>${inner()}</em>`;
    case "strong":
      return `<strong>${inner()}</strong>`;
    case "delete":
      return `<del>${inner()}</del>`;
    case "blockquote":
      return `<blockquote>${inner()}</blockquote>`;
    case "break":
      return "<br>";
    case "thematicBreak":
      return "<hr>";
    case "inlineCode":
      return `<code>${escapeHtml(unmask(node.value))}</code>`;
    case "code":
      return `<pre><code>${escapeHtml(unmask(node.value))}</code></pre>`;
    case "inlineMath":
    case "math":
      return formula(unmask(node.value), node.type === "math");
    default:
      return largerHtml(node, context);
  }
}

function largerHtml(node: RootContent, context: Context): string {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what is not listed is shown as its words
  switch (node.type) {
    case "heading": {
      const level = Math.min(6, node.depth + context.headingLevel - 1);
      return `<h${level}>${all(node, context)}</h${level}>`;
    }
    case "list":
      return listHtml(node, context);
    case "table":
      return tableHtml(node, context);
    case "link":
      return linkHtml(node.url, all(node, context));
    case "linkReference":
      return linkHtml(context.definitions.get(node.identifier) ?? "", all(node, context));
    case "image":
      return linkHtml(node.url, escapeHtml(`Image: ${unmask(node.alt || node.url)}`));
    case "definition":
      return "";
    case "footnoteReference":
      return `<sup>${escapeHtml(node.label ?? node.identifier)}</sup>`;
    default:
      return escapeHtml(unmask(wordsOf(node)));
  }
}

function all({ children }: Parents, context: Context): string {
  return children.map((child) => htmlOf(child, context)).join("");
}

function listHtml(node: List, context: Context): string {
  const items = node.children.map((item) => {
    const box = typeof item.checked === "boolean" ? `${item.checked ? "☑" : "☐"} ` : "";
    const isTight = !node.spread && !item.spread;
    const words = item.children.map((child) =>
      isTight && child.type === "paragraph" ? all(child, context) : htmlOf(child, context),
    );
    return `<li>${box}${words.join("\n")}</li>`;
  });
  const list = items.join("\n");
  return node.ordered ? `<ol start="${node.start ?? 1}">${list}</ol>` : `<ul>${list}</ul>`;
}

function tableHtml(node: Table, context: Context): string {
  const rows = node.children.map((row, index) => {
    const tag = index === 0 ? "th" : "td";
    const cells = row.children.map((cell) => `<${tag}>${all(cell, context)}</${tag}>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="wide"><table>${rows.join("\n")}</table></div>`;
}

function linkHtml(address: string, inner: string): string {
  const url = safeUrl(unmask(address));
  return url === null ? inner : `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${inner}</a>`;
}

/** MathML needs no fonts and no style sheet of others. `trust: false` refuses links, pictures and styles. */
function formula(tex: string, displayMode: boolean): string {
  const limits = { throwOnError: true, trust: false, maxSize: 20, maxExpand: 200, strict: false } as const;
  try {
    return katex.renderToString(tex, { ...limits, displayMode, output: "mathml" });
  } catch {
    return `<code>${escapeHtml(tex)}</code>`;
  }
}
