import {
  addText,
  breakLine,
  createPageWriter,
  endBlock,
  endCell,
  endCode,
  endList,
  endQuote,
  endRow,
  finishText,
  isFull,
  markCode,
  type PageWriter,
  startBlock,
  startCode,
  startItem,
  startList,
  startQuote,
  startRow,
  startTable,
} from "./page-writer.ts";
import { isElement, walk } from "./walk.ts";

const silent = namesIn(
  "script style noscript template svg math iframe object embed canvas audio video button select textarea input dialog head",
);
const frame = namesIn("nav footer aside");
const blocks = namesIn(
  "p div section article main header footer aside figure figcaption address dl dt dd form fieldset details summary caption nav body hr",
);

type Act = (writer: PageWriter) => void;

const entering: ReadonlyMap<string, Act> = new Map<string, Act>([
  ...[...blocks].map((name): [string, Act] => [name, (writer) => startBlock(writer, "")]),
  ...[1, 2, 3, 4, 5, 6].map((level): [string, Act] => [
    `h${level}`,
    (writer) => startBlock(writer, `${"#".repeat(level)} `),
  ]),
  ["ul", (writer) => startList(writer, false)],
  ["ol", (writer) => startList(writer, true)],
  ["li", startItem],
  ["blockquote", startQuote],
  ["pre", startCode],
  ["code", markCode],
  ["br", breakLine],
  ["table", startTable],
  ["tr", startRow],
]);

const leaving: ReadonlyMap<string, Act> = new Map<string, Act>([
  ...[...blocks, "h1", "h2", "h3", "h4", "h5", "h6", "li", "table"].map((name): [string, Act] => [name, endBlock]),
  ["ul", endList],
  ["ol", endList],
  ["blockquote", endQuote],
  ["pre", endCode],
  ["code", markCode],
  ["td", endCell],
  ["th", endCell],
  ["tr", endRow],
]);

type Options = {
  /** Leaves out what stands around the text: navigation, side columns, the foot. */
  skipsFrame?: boolean;
};

/** An element as Markdown: headings, lists, tables as rows, code, quotations. Links leave their words, pictures nothing. */
export function toMarkdown(root: Element, { skipsFrame = false }: Options = {}): string {
  const writer = createPageWriter();
  const skips = (element: Element) =>
    silent.has(element.localName) || isHidden(element) || (skipsFrame && frame.has(element.localName));
  for (const { node, isEnter } of walk(root, skips)) {
    if (isFull(writer)) break;
    if (isElement(node)) (isEnter ? entering : leaving).get(node.localName)?.(writer);
    else addText(writer, node.nodeValue ?? "");
  }
  return finishText(writer);
}

/** What a reader of the page does not see, a model does not either: hidden text is where orders to programs stand. */
function isHidden(element: Element): boolean {
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  const style = (element.getAttribute("style") ?? "").slice(0, 1000);
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

function namesIn(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
