/** A slice of the text that can be parsed on its own, and where it begins. */
export type Block = { text: string; start: number };

type Fence = { marker: string; indent: number };
type Scan = {
  kind: "empty" | "list" | "indented" | "other";
  fence: Fence | null;
  /** What closes the display math that is open. */
  math: "$$" | "\\]" | null;
  afterBlank: boolean;
  /** The block is complete: whatever comes next begins another one. */
  sealed: boolean;
};

const emptyScan: Scan = { kind: "empty", fence: null, math: null, afterBlank: false, sealed: false };
const fenceOpening = /^[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;

/** Cuts markdown between its top-level blocks. The blocks joined are the text, character for character. */
export function splitBlocks(text: string): Block[] {
  return splitFrom(text, 0);
}

/**
 * A splitter for text that grows: it looks again only at the last two blocks, as no earlier one can change any more.
 * Text that did not grow is simply split afresh.
 */
export function createBlockSplitter(): (text: string) => Block[] {
  let known = "";
  let blocks: Block[] = [];
  return (text) => {
    if (text === known) return blocks;
    const settled = text.length > known.length && text.startsWith(known) ? blocks.slice(0, -2) : [];
    const last = settled.at(-1);
    blocks = [...settled, ...splitFrom(text, last ? last.start + last.text.length : 0)];
    known = text;
    return blocks;
  };
}

function splitFrom(text: string, from: number): Block[] {
  const blocks: Block[] = [];
  let start = from;
  let scan = emptyScan;
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, newline < 0 ? text.length : newline);
    if (scan.kind !== "empty" && beginsBlock(scan, line)) {
      blocks.push({ text: text.slice(start, at), start });
      start = at;
      scan = emptyScan;
    }
    scan = readLine(scan, line);
    at = next;
  }
  if (start < text.length) blocks.push({ text: text.slice(start), start });
  return blocks;
}

function beginsBlock(scan: Scan, line: string): boolean {
  if (isBlank(line) || scan.math) return false;
  if (scan.fence) return leavesListFence(scan, line) && !listItem.test(line);
  if (scan.sealed) return true;
  if (!scan.afterBlank) return scan.kind === "other" && /^ {0,3}(`{3,}[^`]*|~{3,}.*)$/.test(line);
  return !continuesAfterBlank(scan, line);
}

function continuesAfterBlank(scan: Scan, line: string): boolean {
  if (scan.kind === "list") return indentOf(line) >= 2 || listItem.test(line);
  return scan.kind === "indented" && indentOf(line) >= 4;
}

function readLine(scan: Scan, line: string): Scan {
  if (isBlank(line)) return { ...scan, afterBlank: true };
  const began = scan.kind === "empty" ? { ...scan, kind: kindOf(line) } : scan;
  if (began.math) return line.includes(began.math) ? { ...began, math: null, sealed: began.kind === "other" } : began;
  if (began.fence && !leavesListFence(began, line)) return readFenceLine(began, began.fence, line);
  const opened = fenceOpening.exec(line)?.[1];
  if (opened) return { ...began, fence: { marker: opened, indent: indentOf(line) }, afterBlank: false };
  return { ...began, fence: null, math: openedMath(line), afterBlank: false };
}

function readFenceLine(scan: Scan, fence: Fence, line: string): Scan {
  const trimmed = line.trim();
  const closes = trimmed.startsWith(fence.marker) && trimmed.replaceAll(fence.marker.charAt(0), "") === "";
  if (!closes) return { ...scan, afterBlank: false };
  return { ...scan, fence: null, afterBlank: false, sealed: scan.kind !== "list" };
}

/** A fence inside a list item ends with the item: at the first line that is not indented. */
function leavesListFence(scan: Scan, line: string): boolean {
  return scan.kind === "list" && scan.fence !== null && scan.fence.indent >= 2 && indentOf(line) < 2;
}

function kindOf(line: string): Scan["kind"] {
  if (listItem.test(line)) return "list";
  return indentOf(line) >= 4 ? "indented" : "other";
}

function openedMath(line: string): Scan["math"] {
  const trimmed = line.trim();
  if (/^\$\$+[^$]*$/.test(trimmed)) return "$$";
  return trimmed.startsWith("\\[") && !trimmed.includes("\\]") ? "\\]" : null;
}

function indentOf(line: string): number {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return indent.includes("\t") ? 4 : indent.length;
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}
