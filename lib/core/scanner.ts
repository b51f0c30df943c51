import { hasKind, readObject } from "./judge-json";

/** What the scanner finds: an object with a `kind`, or text that began like one and cannot be read. */
export type Scanned = { type: "object"; value: object } | { type: "reject"; raw: string };

export type Scanner = {
  /** Takes the next piece of the judge's text; gives what became complete with it. */
  push(text: string): Scanned[];
  /** The text is over: gives what only then can be told. A last line that was cut is never taken. */
  end(): Scanned[];
  /** True once the judge wrote far more than an analysis can hold; the rest is not read. */
  readonly runaway: boolean;
};

type Reading = {
  buffer: string;
  at: number;
  inString: boolean;
  escaped: boolean;
  thinking: boolean;
  /** Offsets of the open braces and square brackets. */
  open: number[];
  /** Closed objects whose kind does not come first: nobody knows yet whether a larger one holds them. */
  later: { start: number; value: object }[];
  /** The same of the text before the buffer, settled. */
  held: object[];
  over: boolean;
};

const maxLength = 1_000_000;
const beginsWithKind = /^\{\s*["']?kind["']?\s*:/;
const newPoint = /^\n\s*\{\s*["']?kind["']?\s*:/;
/** Enough characters to see whether an object begins with its kind. */
const headLength = 60;
const thinkOpen = "<think>";
const thinkClose = "</think>";

/**
 * Finds the judge's points in whatever it wraps them in: NDJSON, an array, `{"items":[...]}`, a fenced block, prose,
 * after `<think>` text; and reads nearly-JSON. The result does not depend on how the text is cut into pieces
 * (judge.md section 9). The same point twice is found once.
 */
export function createScanner(): Scanner {
  const reading: Reading = {
    buffer: "",
    at: 0,
    inString: false,
    escaped: false,
    thinking: false,
    open: [],
    later: [],
    held: [],
    over: false,
  };
  const seen = new Set<string>();
  let total = 0;
  const isNew = (scanned: Scanned) => {
    const key = scanned.type === "object" ? JSON.stringify(scanned.value) : scanned.raw;
    return seen.size < seen.add(key).size;
  };
  return {
    get runaway() {
      return total > maxLength;
    },
    push(text) {
      if (total > maxLength) return [];
      total += text.length;
      reading.buffer += text;
      return scan(reading).filter(isNew);
    },
    end() {
      reading.over = true;
      const found = [...scan(reading), ...salvage(reading)];
      settleLater(reading);
      return [...found, ...reading.held.map((value) => ({ type: "object" as const, value }))].filter(isNew);
    },
  };
}

function scan(reading: Reading): Scanned[] {
  const found: Scanned[] = [];
  for (; reading.at < reading.buffer.length; reading.at += 1) {
    if (!passThinking(reading) || needsMore(reading)) break;
    const scanned = step(reading);
    if (scanned) found.push(scanned);
  }
  return found;
}

function step(reading: Reading): Scanned | null {
  const character = reading.buffer[reading.at];
  if (character === "\n") return passLineBreak(reading);
  if (reading.inString) stepInString(reading, character);
  else if (character === '"' && reading.open.length > 0) reading.inString = true;
  else if (character === "{" || (character === "[" && reading.open.length > 0)) reading.open.push(reading.at);
  else if (character === "]") closeList(reading);
  else if (character === "}") return closeObject(reading);
  return null;
}

function stepInString(reading: Reading, character: string | undefined): void {
  if (reading.escaped) reading.escaped = false;
  else if (character === "\\") reading.escaped = true;
  else if (character === '"') reading.inString = false;
}

function closeList({ buffer, open }: Reading): void {
  if (buffer[open.at(-1) ?? -1] === "[") open.pop();
}

function closeObject(reading: Reading): Scanned | null {
  const { buffer, open, at } = reading;
  const start = open.findLast((offset) => buffer[offset] === "{");
  if (start === undefined) return null;
  open.length = open.lastIndexOf(start);
  const raw = buffer.slice(start, at + 1);
  const scanned = pointAt(reading) === null ? pointIn(reading, raw, start) : null;
  if (open.length === 0) forget(reading);
  return scanned;
}

/** A closed object as a point; one whose kind comes later in it waits until all is read. */
function pointIn(reading: Reading, raw: string, start: number): Scanned | null {
  const first = beginsWithKind.test(raw);
  if (!first && !/["']?kind["']?\s*:/.test(raw)) return null;
  const value = readObject(raw);
  if (first) return value && hasKind(value) ? { type: "object", value } : { type: "reject", raw };
  if (value && hasKind(value)) {
    reading.later = [...reading.later.filter((inner) => inner.start < start), { start, value }];
  }
  return null;
}

/** Where the open point begins, if one is open; what lies inside it is part of it. */
function pointAt({ buffer, open }: Reading): number | null {
  return open.find((start) => beginsWithKind.test(buffer.slice(start, start + headLength))) ?? null;
}

/** Drops what is read; no object is open. */
function forget(reading: Reading): void {
  settleLater(reading);
  reading.buffer = reading.buffer.slice(reading.at + 1);
  reading.at = -1;
}

function settleLater(reading: Reading): void {
  reading.held.push(...reading.later.map(({ value }) => value));
  reading.later = [];
}

/** A new point may begin on the next line although one is still open: that one has an odd quote or lacks its end. */
function passLineBreak(reading: Reading): Scanned | null {
  reading.escaped = false;
  const { buffer, at, inString } = reading;
  if (!newPoint.test(buffer.slice(at, at + headLength))) return null;
  const start = pointAt(reading);
  if (!inString && (start === null || mayHoldAnother(reading))) return null;
  reading.inString = false;
  reading.open = start === null ? [] : reading.open.filter((offset) => offset < start);
  return start === null ? null : readLine(buffer.slice(start, at));
}

/** Whether JSON allows an object here, inside the open point. */
function mayHoldAnother({ buffer, at, open }: Reading): boolean {
  const before = buffer.slice(0, at).trimEnd().at(-1);
  if (before === ":") return true;
  return (before === "," || before === "[") && buffer[open.at(-1) ?? -1] === "[";
}

function readLine(raw: string): Scanned {
  const value = readObject(raw);
  return value && hasKind(value) ? { type: "object", value } : { type: "reject", raw };
}

/** The open point at the end of the text, if its line was ended: then it is not cut, but has an odd quote or no end. */
function salvage(reading: Reading): Scanned[] {
  const found: Scanned[] = [];
  for (let start = pointAt(reading); start !== null; start = pointAt(reading)) {
    const line = /^[^\n]*(?=\n)/.exec(reading.buffer.slice(start))?.[0].trimEnd();
    if (!line || /[,[{:]$/.test(line)) break;
    found.push(readLine(line));
    Object.assign(reading, { buffer: reading.buffer.slice(start + line.length), at: 0, inString: false, open: [] });
    found.push(...scan(reading));
  }
  return found;
}

/** Whether a line break cannot be judged yet: a new point may begin right after it. */
function needsMore({ open, buffer, at, over }: Reading): boolean {
  if (over || open.length === 0 || buffer[at] !== "\n" || buffer.length - at >= headLength) return false;
  const rest = buffer.slice(at).replace(/[\s"']+/g, "");
  const wanted = "{kind:";
  return rest.length < wanted.length && wanted.startsWith(rest);
}

/** Skips `<think>` text outside of objects. False when the buffer may end inside a tag and more text is needed. */
function passThinking(reading: Reading): boolean {
  if (reading.thinking) return leaveThinking(reading);
  if (reading.open.length > 0 || reading.buffer[reading.at] !== "<") return true;
  const tag = reading.buffer.slice(reading.at, reading.at + thinkOpen.length);
  if (tag !== thinkOpen) return reading.over || !thinkOpen.startsWith(tag);
  reading.thinking = true;
  return leaveThinking(reading);
}

function leaveThinking(reading: Reading): boolean {
  const end = reading.buffer.indexOf(thinkClose, reading.at);
  if (end < 0) {
    reading.buffer = reading.buffer.slice(reading.at).slice(-thinkClose.length);
    reading.at = 0;
    return false;
  }
  reading.thinking = false;
  reading.at = end + thinkClose.length - 1;
  return true;
}
