/** What the scanner finds: a whole JSON object whose first key is `kind`, or one that looked like it and is not JSON. */
export type Scanned = { type: "object"; value: unknown } | { type: "reject"; raw: string };

export type Scanner = {
  /** Takes the next piece of the judge's text; gives what became complete with it. */
  push(text: string): Scanned[];
  /** True once the judge wrote far more than an analysis can hold; the rest is not read. */
  readonly runaway: boolean;
  /** Whether an object is still open: the text was cut. */
  readonly unfinished: boolean;
};

const maxLength = 1_000_000;
const firstKeyIsKind = /^\{\s*"kind"\s*:/;
const thinkOpen = "<think>";
const thinkClose = "</think>";

/**
 * Finds the judge's points in whatever it wraps them in: NDJSON, an array, `{"items":[...]}`, a fenced block, prose,
 * after `<think>` text. The result does not depend on how the text is cut into pieces (judge.md section 9).
 */
export function createScanner(): Scanner {
  let buffer = "";
  let at = 0;
  let total = 0;
  let inString = false;
  let escaped = false;
  let thinking = false;
  /** Offsets of the open braces. */
  let open: number[] = [];
  let runaway = false;

  /** Whether one of the open objects is a point itself; what lies inside it is part of it. */
  const insidePoint = (depth: number) =>
    open.slice(0, depth).some((start) => firstKeyIsKind.test(buffer.slice(start, start + 40)));

  function closeObject(): Scanned | null {
    const start = open.pop();
    if (start === undefined) return null;
    const raw = buffer.slice(start, at + 1);
    const found = firstKeyIsKind.test(raw) && !insidePoint(open.length);
    if (open.length === 0) forget();
    return found ? parsed(raw) : null;
  }

  function forget() {
    buffer = buffer.slice(at + 1);
    at = -1;
  }

  /** A new point begins although a string is still open: the one before it had an odd quote. */
  function resynchronise(): Scanned | null {
    const start = open[0];
    if (start === undefined || !/^\n\s*\{\s*"kind"\s*:/.test(buffer.slice(at, at + 60))) return null;
    const raw = buffer.slice(start, at);
    inString = false;
    escaped = false;
    open = [];
    return { type: "reject", raw };
  }

  function stepInString(character: string): Scanned | null {
    if (escaped) escaped = false;
    else if (character === "\\") escaped = true;
    else if (character === '"') inString = false;
    else if (character === "\n") return resynchronise();
    return null;
  }

  function step(character: string): Scanned | null {
    if (inString) return stepInString(character);
    if (character === '"' && open.length > 0) inString = true;
    else if (character === "{") open.push(at);
    else if (character === "}") return closeObject();
    return null;
  }

  /** Skips `<think>` text outside of objects. False when the buffer may end inside a tag and more text is needed. */
  function skipThinking(): boolean {
    if (thinking) {
      const end = buffer.indexOf(thinkClose, at);
      if (end < 0) {
        buffer = buffer.slice(-thinkClose.length);
        at = 0;
        return false;
      }
      thinking = false;
      at = end + thinkClose.length - 1;
      return true;
    }
    if (open.length > 0 || buffer[at] !== "<") return true;
    const tag = buffer.slice(at, at + thinkOpen.length);
    if (tag === thinkOpen) {
      thinking = true;
      return skipThinking();
    }
    return !thinkOpen.startsWith(tag);
  }

  return {
    get runaway() {
      return runaway;
    },
    get unfinished() {
      return open.length > 0;
    },
    push(text) {
      const found: Scanned[] = [];
      if (runaway) return found;
      buffer += text;
      total += text.length;
      // An odd quote can only be told from a line break in a string once the start of the next line is there.
      const lookahead = (index: number) => inString && buffer[index] === "\n" && buffer.length - index < 60;
      for (; at < buffer.length; at += 1) {
        if (!skipThinking()) break;
        if (lookahead(at) && !decided(buffer.slice(at))) break;
        const result = step(buffer[at] ?? "");
        if (result) found.push(result);
      }
      if (total > maxLength) runaway = true;
      return found;
    },
  };
}

/** Whether the text after a line break is long enough to tell if a new point begins there. */
function decided(rest: string): boolean {
  const wanted = '{"kind":';
  const dense = rest.replace(/\s+/g, "");
  return dense.length >= wanted.length || !wanted.startsWith(dense);
}

function parsed(raw: string): Scanned {
  try {
    const value: unknown = JSON.parse(raw);
    return { type: "object", value };
  } catch {
    return { type: "reject", raw };
  }
}
