import { stretchesWithout } from "./stretches";

/** Text made comparable, with the way back: unit i came from source[starts[i]..ends[i]). */
export type NormalisedText = {
  source: string;
  text: string;
  starts: ArrayLike<number>;
  ends: ArrayLike<number>;
};

const furniture: readonly RegExp[] = [
  /^[ \t>]*(?:[-*+•]|\d{1,3}[.)])[ \t]+/gm, // list bullets and ordinals
  /!?\[(?=[^\]\n]{0,400}\](?:\(|\[[^\]\n]{0,200}\]))/g, // a link's opening bracket; its words stay
  /\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g, // its address
  /\]\[(?<!\[(?:\^[\w-]{1,40}|\d{1,3}|S\d{1,3}(?:,\s*S\d{1,3})*)\]\[)[^\]\n]*\]/g, // its reference, not what follows a citation mark
  /<?https?:\/\/[^\s<>)\]]+>?/g,
  /\[\^[\w-]{1,40}\]|\[\d{1,3}\]|\[S\d{1,3}(?:,\s*S\d{1,3})*\]|【[^】\n]{0,80}】/g, // citation marks
  /\\(?=[!-/:-@[-`{-~])/g, // the backslash of an escape
];
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};
const entity = /&(?:amp|lt|gt|quot|#39|nbsp);/y;
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const raised = /^[\u00B2\u00B3\u00B9\u2070-\u209C]/;
const replacements: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032]/g, "'"],
  [/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, "-"],
  [/\u2039/g, "<"],
];

const space = 32;
const ampersand = 38;
/** Markdown's own characters. Between two digits they are part of what is said: "5*3" is not "53". */
const markup = new Set(Array.from("*_~#>`", (character) => character.charCodeAt(0)));
/**
 * What becomes of each ASCII unit that needs no closer look: its lower case; a space for white space and the walls of
 * table cells. 0 = it needs one.
 */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (markup.has(code) || code === ampersand) return 0;
  return /[\s|]/.test(character) ? space : character.toLowerCase().charCodeAt(0);
});
/** Below it no character is a combining mark. */
const firstMark = 0x300;

/**
 * Makes text comparable (judge.md section 11): NFKC, lower case, straight quotes and dashes, no markdown furniture,
 * no addresses or citation marks, single spaces. Keeps an offset map to the original.
 */
export function normaliseText(source: string): NormalisedText {
  const writer = createWriter(source.length);
  let at = 0;
  for (const { start, end } of stretchesWithout(source, furniture)) {
    at = Math.max(at, start);
    while (at < end) {
      at = writer.putPlain(source, at, end);
      if (at < end) at = putWithCare(source, at, writer);
    }
  }
  return { source, ...writer.finish() };
}

/** One unit of markdown, entity, or character with its marks; gives where it ends. */
function putWithCare(source: string, at: number, writer: Writer): number {
  const code = source.charCodeAt(at);
  if (isPlain(source, at)) {
    if (!markup.has(code) || isBetweenDigits(source, at)) writer.put(ascii[code] || code, at, at + 1);
    return at + 1;
  }
  const raw = entityAt(source, at) ?? source.slice(at, endOfCluster(source, at));
  writer.putAll(entities[raw] ?? comparable(raw), at, at + raw.length);
  return at + raw.length;
}

/** The same, made when it is first looked at. */
export function normaliseLater(source: string, normalise = () => normaliseText(source)): NormalisedText {
  let made: NormalisedText | null = null;
  const whole = () => {
    made ??= normalise();
    return made;
  };
  return {
    source,
    get text() {
      return whole().text;
    },
    get starts() {
      return whole().starts;
    },
    get ends() {
      return whole().ends;
    },
  };
}

/** Whether a unit stands for itself alone: ASCII, no entity, no combining mark on it. */
function isPlain(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code < 128 && code !== ampersand && !isMark(source.charCodeAt(at + 1));
}

/** Collects units with their origin; runs of white space become one space, none at the ends. */
function createWriter(length: number) {
  let codes = new Uint16Array(length + slack);
  let starts = new Uint32Array(length + slack);
  let ends = new Uint32Array(length + slack);
  let count = 0;
  const widen = () => {
    [codes, starts, ends] = [widened16(codes), widened32(starts), widened32(ends)];
  };
  const put = (code: number, start: number, end: number) => {
    if (code === space && (count === 0 || codes[count - 1] === space)) return;
    if (count === codes.length) widen();
    codes[count] = code;
    starts[count] = start;
    ends[count] = end;
    count += 1;
  };
  return {
    put,
    /** Takes units as long as none needs a closer look; gives where it stopped. */
    putPlain(source: string, from: number, end: number): number {
      while (count + end - from > codes.length) widen();
      // What is read again and again stands in variables of this function: that halves the time of a long answer.
      const [units, firsts, lasts] = [codes, starts, ends];
      let next = count;
      let last = next === 0 ? space : (units[next - 1] ?? space);
      let at = from;
      for (; at < end; at += 1) {
        const unit = ascii[source.charCodeAt(at)] ?? 0;
        if (unit === 0 || source.charCodeAt(at + 1) >= firstMark) break;
        if (unit === space && last === space) continue;
        units[next] = unit;
        firsts[next] = at;
        lasts[next] = at + 1;
        next += 1;
        last = unit;
      }
      count = next;
      return at;
    },
    putAll(text: string, start: number, end: number) {
      for (let index = 0; index < text.length; index += 1) put(text.charCodeAt(index), start, end);
    },
    finish() {
      if (count > 0 && codes[count - 1] === space) count -= 1;
      return { text: utf16.decode(codes.subarray(0, count)), starts, ends };
    },
  };
}

type Writer = ReturnType<typeof createWriter>;

const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** Some characters become longer: an ellipsis is three dots. */
const slack = 64;

function widened16(list: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const wider = new Uint16Array(2 * list.length);
  wider.set(list);
  return wider;
}

function widened32(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(2 * list.length);
  wider.set(list);
  return wider;
}

function isBetweenDigits(source: string, at: number): boolean {
  return isDigit(source.charCodeAt(at - 1)) && isDigit(source.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function entityAt(source: string, at: number): string | undefined {
  if (source.charCodeAt(at) !== ampersand) return undefined;
  entity.lastIndex = at;
  return entity.exec(source)?.[0];
}

/** A character and the combining marks on it. */
function endOfCluster(source: string, at: number): number {
  let end = at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (isMark(source.charCodeAt(end))) end += 1;
  return end;
}

const marks = new Uint8Array(65_536);

function isMark(code: number): boolean {
  if (!(code >= firstMark)) return false;
  if (marks[code] === 0) marks[code] = /\p{M}/u.test(String.fromCharCode(code)) ? 2 : 1;
  return marks[code] === 2;
}

const forms = new Map<string, string>();
const mostForms = 20_000;

/** The comparable form of a character with its marks, remembered because texts repeat their characters. */
function comparable(raw: string): string {
  const known = forms.get(raw);
  if (known !== undefined) return known;
  const form = raised.test(raw) ? raw : fold(raw);
  if (forms.size < mostForms) forms.set(raw, form);
  return form;
}

function fold(raw: string): string {
  let text = raw.normalize("NFKC").toLowerCase().replace(invisible, "").replace(/\s/g, " ");
  for (const [pattern, replacement] of replacements) text = text.replace(pattern, replacement);
  return text;
}
