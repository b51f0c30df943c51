/** What the scanner finds: a whole JSON object whose first key is `kind`, or one that looked like it and is not JSON. */
export type Scanned = { type: "object"; value: unknown } | { type: "reject"; raw: string };

export type Scanner = {
  /** Takes the next piece of the judge's text; gives what became complete with it. */
  push(text: string): Scanned[];
  /** True once the judge wrote far more than an analysis can hold; the rest is not read. */
  readonly runaway: boolean;
};

type Reading = {
  buffer: string;
  at: number;
  inString: boolean;
  escaped: boolean;
  thinking: boolean;
  /** Offsets of the open braces. */
  open: number[];
};

const maxLength = 1_000_000;
const firstKeyIsKind = /^\{\s*"kind"\s*:/;
/** Enough characters to see whether an object begins with its kind. */
const headLength = 60;
const thinkOpen = "<think>";
const thinkClose = "</think>";

/**
 * Finds the judge's points in whatever it wraps them in: NDJSON, an array, `{"items":[...]}`, a fenced block, prose,
 * after `<think>` text. The result does not depend on how the text is cut into pieces (judge.md section 9).
 */
export function createScanner(): Scanner {
  const reading: Reading = { buffer: "", at: 0, inString: false, escaped: false, thinking: false, open: [] };
  let total = 0;
  return {
    get runaway() {
      return total > maxLength;
    },
    push(text) {
      if (total > maxLength) return [];
      total += text.length;
      reading.buffer += text;
      return scan(reading);
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
  if (reading.inString) return stepInString(reading, character);
  if (character === '"' && reading.open.length > 0) reading.inString = true;
  else if (character === "{") reading.open.push(reading.at);
  else if (character === "}") return closeObject(reading);
  return null;
}

function stepInString(reading: Reading, character: string | undefined): Scanned | null {
  if (reading.escaped) reading.escaped = false;
  else if (character === "\\") reading.escaped = true;
  else if (character === '"') reading.inString = false;
  else if (character === "\n") return resynchronise(reading);
  return null;
}

function closeObject(reading: Reading): Scanned | null {
  const start = reading.open.pop();
  if (start === undefined) return null;
  const raw = reading.buffer.slice(start, reading.at + 1);
  const found = firstKeyIsKind.test(raw) && !isInsidePoint(reading);
  if (reading.open.length === 0) {
    reading.buffer = reading.buffer.slice(reading.at + 1);
    reading.at = -1;
  }
  return found ? parsed(raw) : null;
}

/** Whether one of the open objects is a point itself; what lies inside it is part of it. */
function isInsidePoint({ buffer, open }: Reading): boolean {
  return open.some((start) => firstKeyIsKind.test(buffer.slice(start, start + headLength)));
}

/** A new point begins although a string is still open: the one before it had an odd quote. */
function resynchronise(reading: Reading): Scanned | null {
  const { buffer, at, open } = reading;
  const start = open[0];
  if (start === undefined || !/^\n\s*\{\s*"kind"\s*:/.test(buffer.slice(at, at + headLength))) return null;
  reading.inString = false;
  reading.escaped = false;
  reading.open = [];
  return { type: "reject", raw: buffer.slice(start, at) };
}

/** Whether a line break inside a string cannot be judged yet: a new point may begin right after it. */
function needsMore({ inString, buffer, at }: Reading): boolean {
  if (!inString || buffer[at] !== "\n" || buffer.length - at >= headLength) return false;
  const rest = buffer.slice(at).replace(/\s+/g, "");
  const wanted = '{"kind":';
  return rest.length < wanted.length && wanted.startsWith(rest);
}

/** Skips `<think>` text outside of objects. False when the buffer may end inside a tag and more text is needed. */
function passThinking(reading: Reading): boolean {
  if (reading.thinking) return leaveThinking(reading);
  if (reading.open.length > 0 || reading.buffer[reading.at] !== "<") return true;
  const tag = reading.buffer.slice(reading.at, reading.at + thinkOpen.length);
  if (tag !== thinkOpen) return !thinkOpen.startsWith(tag);
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

function parsed(raw: string): Scanned {
  try {
    const value: unknown = JSON.parse(raw);
    return { type: "object", value };
  } catch {
    return { type: "reject", raw };
  }
}
