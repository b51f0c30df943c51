/** A stretch of text, `end` exclusive, UTF-16 units. */
export type TextSpan = { start: number; end: number };

type CodeReading = {
  /** Fenced blocks with their fences, and inline code with its ticks, in order. */
  parts: TextSpan[];
  /** From here on more text could still change what is code; the length of the text when none could. */
  undecided: number;
  /** Where the last paragraph or, inside a fence, the last line begins, and the fence that is open there. */
  lastBlock: { start: number; fence: string | null };
};

type Reader = CodeReading & { text: string; fence: string | null; paragraph: number | null };

const fenceOpening = /^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const blockOpening = /^[ \t]*(?:#{1,6}[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])/;

/** Finds the code of a text whose end has come. */
export function codeIn(text: string): TextSpan[] {
  return readCode(text, { fence: null, whole: true }).parts;
}

/** Reads markdown for code only; with `whole: false` more text may follow. `fence`: the marker of a fence open before it. */
export function readCode(text: string, { fence, whole }: { fence: string | null; whole: boolean }): CodeReading {
  const lastBlock = { start: 0, fence };
  const reader: Reader = { text, fence, paragraph: null, parts: [], undecided: text.length, lastBlock };
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline + 1;
    readLine(reader, { start: at, end }, whole || newline >= 0);
    at = end;
  }
  if (reader.paragraph !== null) readInline(reader, { start: reader.paragraph, end: text.length }, whole);
  return reader;
}

function readLine(reader: Reader, span: TextSpan, complete: boolean): void {
  const line = reader.text.slice(span.start, span.end).replace(/\r?\n$/, "");
  if (reader.fence === null) readProse(reader, span, { line, complete });
  else {
    reader.lastBlock = { start: span.start, fence: reader.fence };
    reader.parts.push(span);
    if (complete && closes(line, reader.fence)) reader.fence = null;
  }
}

function readProse(reader: Reader, span: TextSpan, { line, complete }: { line: string; complete: boolean }): void {
  const marker = fenceOpening.exec(line)?.[1];
  const isText = marker === undefined && line.trim() !== "";
  if (isText) {
    readText(reader, span, line);
    return;
  }
  if (!complete && staysUndecided(reader)) return;
  endParagraph(reader, span.start);
  reader.lastBlock = { start: span.start, fence: null };
  if (marker !== undefined) openFence(reader, span, { marker, complete });
}

function readText(reader: Reader, span: TextSpan, line: string): void {
  if (blockOpening.test(line)) endParagraph(reader, span.start);
  if (reader.paragraph !== null) return;
  reader.lastBlock = { start: span.start, fence: null };
  reader.paragraph = span.start;
}

/** Whether a paragraph is open: the rest of an unfinished line may make it one more line of it. */
function staysUndecided(reader: Reader): boolean {
  if (reader.paragraph === null) return false;
  reader.undecided = Math.min(reader.undecided, reader.paragraph);
  return true;
}

function endParagraph(reader: Reader, end: number): void {
  if (reader.paragraph !== null) readInline(reader, { start: reader.paragraph, end }, true);
  reader.paragraph = null;
}

function openFence(reader: Reader, span: TextSpan, { marker, complete }: { marker: string; complete: boolean }): void {
  reader.parts.push(span);
  reader.fence = marker;
  // The rest of the line may hold a tick, and then it opens no fence.
  if (!complete) reader.undecided = Math.min(reader.undecided, span.start);
}

function closes(line: string, fence: string): boolean {
  const rest = line.trim().replace(/^(?:>[ \t]?)+/, "");
  return rest.startsWith(fence) && rest.replaceAll(fence.charAt(0), "") === "";
}

/** Inline code: from a run of ticks to the next run of the same length in the paragraph. */
function readInline(reader: Reader, { start, end }: TextSpan, whole: boolean): void {
  const runs = [...reader.text.slice(start, end).matchAll(/`+/g)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    if (!run || isEscaped(reader.text, run.start)) continue;
    const closing = nextOfLength(runs, index + 1, run.end - run.start);
    const closer = runs[closing];
    if (!whole && (!closer || closer.end === end)) reader.undecided = Math.min(reader.undecided, run.start);
    if (!closer) continue;
    reader.parts.push({ start: run.start, end: closer.end });
    index = closing;
  }
}

/** The first run of this length from a place on; beyond the last where there is none. */
function nextOfLength(runs: readonly TextSpan[], from: number, length: number): number {
  for (let index = from; index < runs.length; index += 1) {
    const run = runs[index];
    if (run && run.end - run.start === length) return index;
  }
  return runs.length;
}

function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text.charAt(from - 1) === "\\") from -= 1;
  return (at - from) % 2 === 1;
}

/** Changes the stretches of a text that are not code. */
export function changeOutsideCode(text: string, change: (prose: string) => string): string {
  let changed = "";
  let at = 0;
  for (const { start, end } of codeIn(text)) {
    changed += change(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return changed + change(text.slice(at));
}

/** A text of the same length whose code, and whatever else is given, is blank: offsets stay as they are. */
export function blankOut(text: string, spans: readonly TextSpan[]): string {
  let blank = "";
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    blank += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, " ");
    at = end;
  }
  return blank + text.slice(at);
}
