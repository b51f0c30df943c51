/** How the oracle judge reads answers: sentences, quantities in one unit, what differs between two sentences. */

export type Sentence = { text: string; tokens: Token[]; sources: string[] };
/** A word with its place in the sentence; `form`: what it is compared by. */
type Token = { raw: string; form: string; start: number; end: number };
export type AnswerBlock = { id: string; isCutOff: boolean; text: string; sentences: Sentence[] };

/** The answer blocks of a judge's prompt. */
export function readAnswerBlocks(prompt: string, convertUnits: boolean): AnswerBlock[] {
  return [...prompt.matchAll(/<(answer[\w-]*)\s+([^>]*)>\n([\s\S]*?)\n<\/\1>/g)].map(
    ([, , attributes = "", text = ""]) => ({
      id: /\bid="([A-H])"/.exec(attributes)?.[1] ?? "?",
      isCutOff: attributes.includes('status="cut_off"'),
      text,
      sentences: sentencesOf(text).map((sentence) => readSentence(sentence, convertUnits)),
    }),
  );
}

/** A block of the prompt that is not an answer; empty when there is none. */
export function readBlock(prompt: string, name: string): string {
  return new RegExp(`<(${name}[\\w-]*)>\\n([\\s\\S]*?)\\n</\\1>`).exec(prompt)?.[2] ?? "";
}

const sentenceEnd = /(?<=(?<!\b\d{1,2}|\b\p{Lu})[.!?][)\]"]*)\s+(?=[\p{Lu}\d¿¡])/u;

function sentencesOf(text: string): string[] {
  const paragraphs = text.split(/\n+/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return [...new Set(paragraphs.flatMap((line) => line.split(sentenceEnd)))];
}

export function readSentence(text: string, convertUnits: boolean): Sentence {
  const sources = [...text.matchAll(/\[(S\d+)\]/g)].map(([, id = ""]) => id);
  // Marks keep their place, so that offsets stay true.
  const found = text.replace(/\[S\d+\]/g, (mark) => " ".repeat(mark.length)).matchAll(word);
  const words = [...found].map(({ 0: raw, index }) => ({ raw, start: index, end: index + raw.length }));
  const tokens = words.map((own, at): Token | null => {
    const { [at - 1]: before, [at + 1]: unit } = words;
    if (!convertUnits) return { ...own, form: plainForm(own.raw) };
    if (before && quantityOf(before.raw, own.raw) !== null) return null;
    const quantity = unit ? quantityOf(own.raw, unit.raw) : null;
    const end = unit && quantity !== null ? unit.end : own.end;
    return { raw: text.slice(own.start, end), form: quantity ?? plainForm(own.raw), start: own.start, end };
  });
  return { text, tokens: tokens.filter((token) => token !== null), sources };
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{N}.,:'’-]*[\p{L}\p{N}])?/gu;

const numberWords = new Map([
  ...Object.entries({ one: 1, three: 3, four: 4, six: 6, eight: 8, ten: 10 }),
  ...Object.entries({ drei: 3, sechs: 6, acht: 8, zehn: 10 }),
  ...Object.entries({ tres: 3, seis: 6, ocho: 8, diez: 10 }),
]);

/** A number however its thousands and decimals are written; null for anything else. */
function numberOf(raw: string): number | null {
  if (/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(raw)) return Number(raw.replace(/[.,]/g, ""));
  return /^\d+(?:[.,]\d+)?$/.test(raw) ? Number(raw.replace(",", ".")) : null;
}

const scales: readonly (readonly [dimension: string, units: Readonly<Record<string, number>>])[] = [
  ["length", { mm: 0.001, cm: 0.01, m: 1, km: 1000, ft: 0.3048, feet: 0.3048 }],
  ["mass", { mg: 0.001, g: 1, kg: 1000 }],
  ["data", { bytes: 1, kib: 1024, mb: 1e6, gb: 1e9, gigabytes: 1e9, terabytes: 1e12 }],
  ["time", { milliseconds: 0.001, seconds: 1, minutes: 60, minuten: 60, minutos: 60, hours: 3600, horas: 3600 }],
  ["time", { day: 86_400, days: 86_400, tage: 86_400, días: 86_400, weeks: 604_800, wochen: 604_800 }],
  ["time", { meses: 2_629_800, months: 2_629_800, years: 31_557_600, años: 31_557_600 }],
];

/** A number with its unit, in the first unit of its dimension. */
function quantityOf(raw: string, unit: string): string | null {
  const value = numberOf(raw) ?? numberWords.get(raw.toLowerCase()) ?? null;
  const scale = scales.find(([, units]) => unit.toLowerCase() in units);
  const factor = scale?.[1][unit.toLowerCase()];
  return value === null || !scale || factor === undefined ? null : `${scale[0]} ${(value * factor).toPrecision(6)}`;
}

function plainForm(raw: string): string {
  const value = numberOf(raw);
  return value === null ? raw.toLowerCase() : `number ${value}`;
}

/** How alike two sentences are: the words they share, of all they have (Dice). */
export function likeness(a: Sentence, b: Sentence): number {
  const ours = new Set(a.tokens.map(({ form }) => form));
  const theirs = new Set(b.tokens.map(({ form }) => form));
  const shared = [...ours].filter((form) => theirs.has(form)).length;
  return (2 * shared) / (ours.size + theirs.size || 1);
}

/** The tokens of the first sentence that the second has not in that place. */
export function differing({ tokens: ours }: Sentence, { tokens: theirs }: Sentence): Token[] {
  const lengthAt = commonLengths(ours, theirs);
  const own: Token[] = [];
  let other = 0;
  for (const [at, token] of ours.entries()) {
    while (
      other < theirs.length &&
      token.form !== theirs[other]?.form &&
      lengthAt(at, other + 1) >= lengthAt(at, other)
    ) {
      other += 1;
    }
    if (token.form === theirs[other]?.form) other += 1;
    else own.push(token);
  }
  return own;
}

/** The longest common subsequence of what stands behind two places. */
function commonLengths(ours: readonly Token[], theirs: readonly Token[]): (row: number, column: number) => number {
  const width = theirs.length + 1;
  const lengths = new Uint16Array((ours.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = ours.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      const same = ours[row]?.form === theirs[column]?.form;
      lengths[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return at;
}

const negations = new Set([
  "not",
  "no",
  "never",
  "none",
  "without",
  "nicht",
  "kein",
  "keine",
  "nie",
  "ohne",
  "nunca",
  "sin",
]);

/** Whether a word decides what a sentence says: a figure, a name, a negation. */
export function isTelling({ raw, form }: Token): boolean {
  return /\d/.test(form) || /^\p{Lu}/u.test(raw) || negations.has(form);
}

/** Up to so many words of a sentence around some of its tokens, as they are written. */
export function wordsAround({ text, tokens }: Sentence, around: readonly Token[], most: number): string {
  const first = Math.max(
    0,
    tokens.findIndex((token) => token.start === around[0]?.start),
  );
  const last = Math.max(
    first,
    tokens.findLastIndex((token) => token.start === around.at(-1)?.start),
  );
  const room = Math.max(0, most - (last - first + 1));
  const from = Math.max(0, first - Math.ceil(room / 2));
  const to = Math.min(tokens.length - 1, last + Math.floor(room / 2), from + most - 1);
  return text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? text.length);
}

/** The beginnings of the longer words of a text: what tells whether a part of a request is covered. */
export function stemsOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).map((found) => found.slice(0, 5)));
}
