import type { Code, Heading, List, ListItem, Parents, RootContent, Table } from "mdast";
import type { ReactNode } from "react";
import { CodeBlock } from "./code-block";
import { type ChipToken, cutInline, type TextRange } from "./inline-pieces";
import { unmask } from "./math-spans";
import { MathText } from "./math-text";
import { wordsOf } from "./parse-block";
import { renderPiece } from "./render-piece";
import { safeUrl } from "./safe-url";
import { mapToSource } from "./source-map";

export type RenderContext = {
  /** The markdown of the block and where it begins in the whole text. */
  source: string;
  start: number;
  ranges: readonly TextRange[];
  definitions: ReadonlyMap<string, string>;
  /** Draws a chip; without it marks stay as they are written. */
  renderChip: ((type: ChipToken["type"], id: string) => ReactNode) | null;
  /** The source that an address is in this turn; a link to it gets its chip. */
  sourceAt?: ((address: string) => string | null) | null;
  /** What a first-level heading of the text becomes. */
  headingLevel: number;
};

type Linked = Extract<RootContent, { type: "link" | "linkReference" | "image" | "imageReference" }>;

/** Draws parsed markdown. Whatever is not listed here is shown as its words, never as markup. */
export function renderNode(node: RootContent, context: RenderContext, key: number | string): ReactNode {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the other kinds are drawn by renderLarger
  switch (node.type) {
    case "paragraph":
      return <p key={key}>{renderParagraph(node.children, context)}</p>;
    case "heading":
      return renderHeading(node, context, key);
    case "text":
      return <Pieces key={key} node={node} context={context} />;
    case "emphasis":
      return <em key={key}>{renderAll(node, context)}</em>;
    case "strong":
      return <strong key={key}>{renderAll(node, context)}</strong>;
    case "delete":
      return <del key={key}>{renderAll(node, context)}</del>;
    case "break":
      return <br key={key} />;
    case "thematicBreak":
      return <hr key={key} />;
    case "blockquote":
      return <blockquote key={key}>{renderAll(node, context)}</blockquote>;
    case "inlineCode":
      return (
        <code key={key}>
          <Pieces node={node} context={{ ...context, renderChip: null }} />
        </code>
      );
    case "inlineMath":
      return <MathText key={key} tex={unmask(node.value)} display={false} marked={touches(node, context)} />;
    case "math":
      return <MathText key={key} tex={unmask(node.value)} display marked={touches(node, context)} />;
    case "link":
    case "linkReference":
    case "image":
    case "imageReference":
      return renderLinked(node, context, key);
    default:
      return renderLarger(node, context, key);
  }
}

function renderLinked(node: Linked, context: RenderContext, key: number | string): ReactNode {
  const address = "url" in node ? node.url : (context.definitions.get(node.identifier) ?? "");
  if ("children" in node) return renderCitedLink(address, renderAll(node, context), { context, key });
  return renderLink(address, `Image: ${unmask(node.alt || address)}`, key);
}

function renderLarger(node: RootContent, context: RenderContext, key: number | string): ReactNode {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- what is not listed is shown as its words
  switch (node.type) {
    case "list":
      return renderList(node, context, key);
    case "listItem":
      return renderItem(node, context, key, true);
    case "code":
      return renderCode(node, context, key);
    case "table":
      return renderTable(node, context, key);
    case "footnoteReference":
      return <sup key={key}>{node.label ?? node.identifier}</sup>;
    case "footnoteDefinition":
      return (
        <div key={key} className="md-note">
          <sup>{node.label ?? node.identifier}</sup>
          {renderAll(node, context)}
        </div>
      );
    case "definition":
      return null;
    default:
      return <span key={key}>{unmask(wordsOf(node))}</span>;
  }
}

function renderAll(node: Parents, context: RenderContext): ReactNode[] {
  return renderInline(node.children, context);
}

/** Siblings in order. A formula that is glued to a word, as in CO₂, stays with it when the line breaks. */
function renderInline(children: RootContent[], context: RenderContext): ReactNode[] {
  return children.map((child, index) => {
    const before = children[index - 1];
    const isGlued = child.type === "inlineMath" && before?.type === "text" && /\S$/.test(before.value);
    if (!isGlued) return renderNode(child, context, index);
    return (
      <span key={index} className="whitespace-nowrap">
        {"\u2060"}
        {renderNode(child, context, index)}
      </span>
    );
  });
}

/** Double-dollar math alone in its paragraph is display math, as in `\[ x \]` on one line. */
function renderParagraph(children: RootContent[], context: RenderContext): ReactNode {
  const [only] = children;
  if (children.length === 1 && only?.type === "inlineMath" && sourceOf(only, context).startsWith("$$")) {
    return <MathText tex={unmask(only.value)} display marked={touches(only, context)} />;
  }
  return renderInline(children, context);
}

function renderHeading(node: Heading, context: RenderContext, key: number | string): ReactNode {
  const level = Math.min(6, node.depth + context.headingLevel - 1);
  const children = renderAll(node, context);
  if (level <= 3) return <h3 key={key}>{children}</h3>;
  if (level === 4) return <h4 key={key}>{children}</h4>;
  return level === 5 ? <h5 key={key}>{children}</h5> : <h6 key={key}>{children}</h6>;
}

function renderList(node: List, context: RenderContext, key: number | string): ReactNode {
  const items = node.children.map((item, index) => renderItem(item, context, index, node.spread === true));
  if (!node.ordered) return <ul key={key}>{items}</ul>;
  return (
    <ol key={key} start={node.start ?? 1}>
      {items}
    </ol>
  );
}

function renderItem(item: ListItem, context: RenderContext, key: number | string, loose: boolean): ReactNode {
  const isTask = typeof item.checked === "boolean";
  const children = item.children.map((child, index) =>
    child.type === "paragraph" && !loose && !item.spread
      ? renderParagraph(child.children, context)
      : renderNode(child, context, index),
  );
  return (
    <li key={key} className={isTask ? "md-task" : undefined}>
      {isTask ? (
        <input
          type="checkbox"
          checked={item.checked === true}
          disabled
          readOnly
          aria-label={item.checked ? "Done" : "Not done"}
        />
      ) : null}
      {children}
    </li>
  );
}

function renderCode(node: Code, context: RenderContext, key: number | string): ReactNode {
  return (
    <CodeBlock key={key} language={node.lang ?? ""} code={unmask(node.value)}>
      <Pieces node={node} context={{ ...context, renderChip: null }} />
    </CodeBlock>
  );
}

function renderTable(node: Table, context: RenderContext, key: number | string): ReactNode {
  const [head, ...rows] = node.children;
  const cell = (row: Table["children"][number], Tag: "th" | "td") =>
    row.children.map((child, index) => (
      <Tag key={index} style={{ textAlign: node.align?.[index] ?? undefined }}>
        {renderAll(child, context)}
      </Tag>
    ));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section key={key} className="md-scroll" aria-label="Table" tabIndex={0}>
      <table>
        <thead>{head ? <tr>{cell(head, "th")}</tr> : null}</thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{cell(row, "td")}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type LinkPlace = { context: RenderContext; key: number | string };

/** A link with the chip of its source; the chip never starts a line. */
function renderCitedLink(address: string, children: ReactNode, { context, key }: LinkPlace): ReactNode {
  const sourceId = context.sourceAt?.(unmask(address)) ?? null;
  const link = renderLink(address, children, key);
  if (sourceId === null || !context.renderChip) return link;
  return (
    <span key={key}>
      {link}
      {"\u2060"}
      {context.renderChip("source", sourceId)}
    </span>
  );
}

function renderLink(address: string, children: ReactNode, key: number | string): ReactNode {
  const url = safeUrl(unmask(address));
  if (!url) return <span key={key}>{children}</span>;
  return (
    <a key={key} href={url} title={url} target="_blank" rel="noopener noreferrer" data-url={url}>
      {children}
    </a>
  );
}

type Leaf = Extract<RootContent, { value: string }>;

function Pieces({ node, context }: { node: Leaf; context: RenderContext }) {
  const isPlain = context.ranges.length === 0 && !context.renderChip;
  if (isPlain) return unmask(node.value);
  const places = context.ranges.length > 0 ? placesOf(node, context) : [];
  return cutInline(node.value, places, context.ranges, context.renderChip !== null).map((piece, index) =>
    renderPiece(piece, context.renderChip, index),
  );
}

function placesOf(node: Leaf, context: RenderContext): number[] {
  const from = (node.position?.start.offset ?? 0) + valueStart(node, context);
  const source = context.source.slice(from, node.position?.end.offset);
  return mapToSource(source, node.value).map((place) => context.start + from + place);
}

/** Code begins after its opening ticks, or after the line that holds them. */
function valueStart(node: Leaf, context: RenderContext): number {
  const source = sourceOf(node, context);
  if (node.type === "inlineCode") return /^`+/.exec(source)?.[0].length ?? 0;
  if (node.type === "code" && /^(`{3}|~{3})/.test(source)) return source.indexOf("\n") + 1;
  return 0;
}

function sourceOf(node: RootContent, context: RenderContext): string {
  return context.source.slice(node.position?.start.offset, node.position?.end.offset);
}

function touches(node: RootContent, { start, ranges }: RenderContext): boolean {
  const from = start + (node.position?.start.offset ?? 0);
  const to = start + (node.position?.end.offset ?? 0);
  return ranges.some((range) => range.kind === "quote" && range.start < to && range.end > from);
}
