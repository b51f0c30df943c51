/** Text made comparable, with the way back: unit i came from source[starts[i]..ends[i]). */
export type NormalisedText = { text: string; starts: number[]; ends: number[] };

export type FoundQuote = { start: number; end: number };

const furniture = [
  /(?<=^|\n)[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/g, // list bullets and ordinals
  /!?\[(?=[^\]\n]*\]\()/g, // a link's opening bracket; its words stay
  /\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g, // its address
  /<?https?:\/\/[^\s<>)\]]+>?/g,
  /\[\^?\d{1,3}\]|\[S\d{1,3}(?:,\s*S\d{1,3})*\]|【[^】\n]{0,80}】/g, // citation marks
];
const cluster = /\P{M}\p{M}*|\p{M}+/uy;
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};
const entity = /&(?:amp|lt|gt|quot|#39|nbsp);/y;
const dropped = /^[*_~#>|`\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]$/;
const replacements: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032]/g, "'"],
  [/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, "-"],
  [/\u2039/g, "<"],
];

/**
 * Makes text comparable (judge.md section 11): NFKC, lower case, straight quotes and dashes, no markdown furniture,
 * no addresses or citation marks, single spaces. Keeps an offset map to the original.
 */
export function normaliseText(source: string): NormalisedText {
  const skip = skippedUnits(source);
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const push = (text: string, start: number, end: number) => {
    for (const unit of text) {
      const space = /\s/.test(unit);
      if (space && (out.length === 0 || out[out.length - 1] === " ")) continue;
      for (let index = 0; index < unit.length; index += 1) {
        out.push(space ? " " : (unit[index] ?? ""));
        starts.push(start);
        ends.push(end);
      }
    }
  };
  for (let at = 0; at < source.length; ) {
    if (skip[at]) {
      at += 1;
      continue;
    }
    const { text, length } = unitAt(source, at);
    push(text, at, at + length);
    at += length;
  }
  while (out[out.length - 1] === " ") {
    out.pop();
    starts.pop();
    ends.pop();
  }
  return { text: out.join(""), starts, ends };
}

function skippedUnits(source: string): Uint8Array {
  const skip = new Uint8Array(source.length);
  for (const pattern of furniture) {
    for (const match of source.matchAll(pattern)) skip.fill(1, match.index, match.index + match[0].length);
  }
  return skip;
}

/** The comparable form of the character (with its combining marks) or entity at an offset, and its length. */
function unitAt(source: string, at: number): { text: string; length: number } {
  const found = entityAt(source, at);
  if (found) return { text: entities[found] ?? found, length: found.length };
  const plain = source.charCodeAt(at) < 128 && !(source.charCodeAt(at + 1) >= 768);
  const raw = plain ? source.charAt(at) : clusterAt(source, at);
  if (dropped.test(raw)) return { text: "", length: raw.length };
  return { text: plain ? raw.toLowerCase() : comparable(raw), length: raw.length };
}

function entityAt(source: string, at: number): string | undefined {
  if (source.charCodeAt(at) !== 38) return undefined;
  entity.lastIndex = at;
  return entity.exec(source)?.[0];
}

function clusterAt(source: string, at: number): string {
  cluster.lastIndex = at;
  return cluster.exec(source)?.[0] ?? source.charAt(at);
}

function comparable(raw: string): string {
  let text = raw.normalize("NFKC").toLowerCase();
  for (const [pattern, replacement] of replacements) text = text.replace(pattern, replacement);
  return text;
}

const wordCharacter = /[\p{L}\p{N}]/u;
const scriptsWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const tokens = new RegExp(`${scriptsWithoutSpaces.source}|[\\p{L}\\p{N}]+(?:[.,'][\\p{L}\\p{N}]+)*`, "gu");
const edges = /^[\s\p{P}]+|(?:(?!%)[\s\p{P}])+$/gu;

/** Whether a quote is long enough to prove anything: 3 words, or 6 characters of a script without spaces. */
function isLongEnough(normalised: string): boolean {
  const found = normalised.match(tokens) ?? [];
  const dense = found.filter((token) => scriptsWithoutSpaces.test(token)).length;
  return dense >= 6 || found.length - dense >= 3;
}

/**
 * Finds a quote verbatim in an answer: an exact run of the normalised text that starts and ends between words, so that
 * "rose by 1" is not found in "rose by 1.5". Gives offsets in the original text, or null.
 */
export function findQuote(answer: NormalisedText, quote: string): FoundQuote | null {
  const wanted = normaliseText(quote).text.replace(edges, "");
  if (!isLongEnough(wanted)) return null;
  for (let at = answer.text.indexOf(wanted); at >= 0; at = answer.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (isBoundary(answer.text, at) && isBoundary(answer.text, end)) {
      return { start: answer.starts[at] ?? 0, end: answer.ends[end - 1] ?? 0 };
    }
  }
  return null;
}

/** Whether an offset lies between two tokens; inner points, commas and apostrophes belong to theirs. */
function isBoundary(text: string, at: number): boolean {
  const before = characterBefore(text, at);
  const after = characterAt(text, at);
  if (scriptsWithoutSpaces.test(before) || scriptsWithoutSpaces.test(after)) return true;
  if (wordCharacter.test(before) && wordCharacter.test(after)) return false;
  if (wordCharacter.test(before) && /[.,']/.test(after)) return !wordCharacter.test(characterAt(text, at + 1));
  if (wordCharacter.test(after) && /[.,']/.test(before)) return !wordCharacter.test(characterBefore(text, at - 1));
  return true;
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  if (at <= 0) return "";
  const low = text.charCodeAt(at - 1);
  return characterAt(text, low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1);
}
