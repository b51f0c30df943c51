import { longestText } from "./kept-text.ts";

/** Markdown being put together from what a walk through a page meets. */
export type PageWriter = {
  out: string[];
  written: number;
  /** What has not ended yet. */
  line: string;
  /** What the next line begins with: `## `, `- `. */
  head: string;
  lists: { isNumbered: boolean; count: number }[];
  quotes: number;
  /** How many `<pre>` are open. */
  code: number;
  /** Cells of the row that is open. */
  row: string[] | null;
  /** Rows of the table so far. */
  rows: number;
};

const deepestIndent = 6;

export function createPageWriter(): PageWriter {
  return { out: [], written: 0, line: "", head: "", lists: [], quotes: 0, code: 0, row: null, rows: 0 };
}

/** Whether more has been written than is kept. */
export function isFull({ written, line }: PageWriter): boolean {
  return written + line.length > longestText * 1.1;
}

export function finishText(writer: PageWriter): string {
  if (writer.row) endRow(writer);
  flush(writer);
  return writer.out.join("").trim();
}

/** Text of a page has one space where its source has many, and none at the beginning of a line. */
export function addText(writer: PageWriter, value: string): void {
  const text = writer.code > 0 ? value : value.replaceAll(/\s+/g, " ");
  const isGlued = writer.code === 0 && (writer.line === "" || /\s$/.test(writer.line));
  writer.line += isGlued ? text.trimStart() : text;
}

export function markCode(writer: PageWriter): void {
  if (writer.code === 0) writer.line += "`";
}

export function breakLine(writer: PageWriter): void {
  writer.line += writer.row ? " " : "\n";
}

export function startBlock(writer: PageWriter, head: string): void {
  endBlock(writer);
  if (head && isPlain(writer)) writer.head = head;
}

/** Within a table cell or code nothing but the text counts. */
export function endBlock(writer: PageWriter): void {
  if (writer.row) writer.line += " ";
  else if (writer.code === 0) flush(writer);
}

export function startList(writer: PageWriter, isNumbered: boolean): void {
  endBlock(writer);
  writer.lists.push({ isNumbered, count: 0 });
}

export function endList(writer: PageWriter): void {
  endBlock(writer);
  writer.lists.pop();
  writer.head = "";
}

export function startItem(writer: PageWriter): void {
  endBlock(writer);
  const list = writer.lists.at(-1) ?? { isNumbered: false, count: 0 };
  list.count += 1;
  const indent = "  ".repeat(Math.min(Math.max(writer.lists.length - 1, 0), deepestIndent));
  if (isPlain(writer)) writer.head = `${indent}${list.isNumbered ? `${list.count}.` : "-"} `;
}

export function startQuote(writer: PageWriter): void {
  endBlock(writer);
  writer.quotes += 1;
}

export function endQuote(writer: PageWriter): void {
  endBlock(writer);
  writer.quotes -= 1;
}

export function startCode(writer: PageWriter): void {
  endBlock(writer);
  if (!writer.row) writer.code += 1;
}

export function endCode(writer: PageWriter): void {
  if (writer.code === 0) return;
  const code = writer.line.replace(/^\n/, "").trimEnd();
  writer.line = code === "" ? "" : `\`\`\`\n${code}\n\`\`\``;
  flush(writer);
  writer.code -= 1;
}

export function startTable(writer: PageWriter): void {
  endBlock(writer);
  writer.rows = 0;
}

export function startRow(writer: PageWriter): void {
  // A table within a cell goes on in rows of its own.
  if (writer.row) endRow(writer);
  flush(writer);
  writer.row = [];
}

export function endCell(writer: PageWriter): void {
  if (!writer.row) return;
  writer.row.push(writer.line.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim());
  writer.written += writer.line.length;
  writer.line = "";
}

export function endRow(writer: PageWriter): void {
  if (!writer.row) return;
  if (writer.line.trim() !== "") endCell(writer);
  const cells = writer.row;
  writer.row = null;
  if (cells.every((cell) => cell === "")) return;
  put(writer, `| ${cells.join(" | ")} |`, writer.rows > 0);
  if (writer.rows === 0) put(writer, `|${" --- |".repeat(cells.length)}`, true);
  writer.rows += 1;
}

function isPlain({ row, code }: PageWriter): boolean {
  return !row && code === 0;
}

/** Ends the line at hand. */
function flush(writer: PageWriter): void {
  const text = writer.code > 0 ? writer.line : writer.line.replaceAll(/ ?\n ?/g, "\n").trim();
  writer.line = "";
  if (text === "") return;
  const quoted = "> ".repeat(Math.min(writer.quotes, deepestIndent));
  const isItem = /^ *(?:-|\d+\.) $/.test(writer.head);
  const isTight = isItem && /^(?:> )* *(?:-|\d+\.) /.test((writer.out.at(-1) ?? "").trimStart());
  put(writer, `${quoted}${writer.head}${text}`.replaceAll("\n", `\n${quoted}`), isTight);
  writer.head = "";
}

/** `isTight`: no empty line between it and what stands before. */
function put(writer: PageWriter, text: string, isTight: boolean): void {
  writer.out.push(writer.out.length === 0 ? text : `${isTight ? "\n" : "\n\n"}${text}`);
  writer.written += text.length + 2;
}
