/** What a UTF-16 unit is to the tokeniser. */
const other = 1;
const letter = 2;
const dense = 3;
const joiner = 4;

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const denseCharacter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const classes = new Uint8Array(65_536);

/** Half of a character outside the basic plane counts as a letter, except of a Han one. */
function classOf(code: number): number {
  const known = classes[code] ?? 0;
  if (known > 0) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

function classify(code: number): number {
  if (code >= 0xd840 && code <= 0xd887) return dense;
  if (code >= 0xd800 && code <= 0xdfff) return letter;
  const character = String.fromCharCode(code);
  if (character === "." || character === "," || character === "'") return joiner;
  if (denseCharacter.test(character)) return dense;
  return wordCharacter.test(character) ? letter : other;
}

/** Tokens of normalised text as parallel lists: token i is text[starts[i]..ends[i]). */
export type Tokens = { starts: number[]; ends: number[]; words: number; dense: number };

/**
 * Splits normalised text: runs of letters and digits with inner `.` `,` `'` are one token (`1.5`, `can't`); each Han,
 * kana, Thai, Lao, Khmer or Burmese character is one. `words` and `dense` count the two sorts.
 */
export function tokensOf(text: string): Tokens {
  const found: Tokens = { starts: [], ends: [], words: 0, dense: 0 };
  for (let at = 0; at < text.length; ) {
    const kind = classOf(text.charCodeAt(at));
    const end = kind === dense ? at + denseLength(text, at) : kind === letter ? endOfWord(text, at) : at;
    if (end > at) {
      found.starts.push(at);
      found.ends.push(end);
      if (kind === dense) found.dense += 1;
      else found.words += 1;
    }
    at = Math.max(end, at + 1);
  }
  return found;
}

function denseLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff ? 2 : 1;
}

function endOfWord(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === letter) end += 1;
    else if (kind === joiner && classOf(text.charCodeAt(end + 1)) === letter) end += 2;
    else return end;
  }
}

/** Whether an offset lies between two tokens, so that "rose by 1" does not end inside "rose by 1.5". */
export function isBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = classOf(text.charCodeAt(at - 1));
  const after = classOf(text.charCodeAt(at));
  if (before === letter && after === letter) return false;
  if (before === letter && after === joiner) return classOf(text.charCodeAt(at + 1)) !== letter;
  if (before === joiner && after === letter) return classOf(text.charCodeAt(at - 2)) !== letter;
  return true;
}
