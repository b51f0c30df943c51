import type { AuditGround } from "./audit-ground";
import { plainNumber } from "./guard-tokens";
import { type NormalisedText, normaliseText } from "./normalise-text";

/** Numbers as they are written, with what belongs to them: sign, percent, magnitude or unit. */
const numberPattern =
  /(?<![\p{L}\p{N}])(?<currency>\p{Sc} ?)?(?<digits>\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)*)(?<after> ?[%‰°]| ?[\p{L}µ]+)?/gu;

/** What a magnitude multiplies by, in the languages the checks know. "Billion" is 10^9 in English and 10^12 in German. */
const magnitudes: ReadonlyMap<string, readonly number[]> = new Map([
  ...fill("hundred hundreds hundert cent cien", [1e2]),
  ...fill("k thousand thousands tausend tsd mille mil", [1e3]),
  ...fill("m mn mio million millions millionen millón millones milhões", [1e6]),
  ...fill("bn b mrd milliard milliards milliarde milliarden", [1e9]),
  ...fill("billion billions billionen billón billones", [1e9, 1e12]),
  ...fill("tn trillion trillions trillionen", [1e12, 1e18]),
]);

/** Numbers and months in words, so that "21 February" and "21.02." are one date. */
const spelled: ReadonlyMap<string, number> = new Map([
  ...months(),
  ...count(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  ),
  ...count(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
  ),
  ...count("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
  ...count("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
  ...tens("thirty forty fifty sixty seventy eighty ninety"),
  ...tens("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
  ...tens("trente quarante cinquante soixante"),
  ...tens("treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
  ["hundred", 100],
  ["hundert", 100],
  ["dozen", 12],
  ["dutzend", 12],
  ["half", 0.5],
  ["quarter", 0.25],
]);

function months(): [string, number][] {
  return ["en", "de", "fr", "es", "it", "pt", "nl"].flatMap((language) =>
    (["long", "short"] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, index): [string, number] => {
        const name = format.format(Date.UTC(2000, index, 1)).toLowerCase();
        return [name.replace(/\.$/, ""), index + 1];
      });
    }),
  );
}

function fill(words: string, values: readonly number[]): [string, readonly number[]][] {
  return words.split(" ").map((word) => [word, values]);
}

function count(words: string): [string, number][] {
  return words.split(" ").map((word, index) => [word, index]);
}

function tens(words: string): [string, number][] {
  return words.split(" ").map((word, index) => [word, 30 + 10 * index]);
}

type Written = { start: number; end: number; digits: string; currency: boolean; after: string };

function numbersIn(text: string): Written[] {
  return [...text.matchAll(numberPattern)].map((match) => {
    const { currency = "", digits = "", after = "" } = match.groups ?? {};
    const end = match.index + match[0].length;
    const belongs = isMeasure(after.trim());
    return {
      start: match.index,
      end: belongs ? end : end - after.length,
      digits,
      currency: currency !== "",
      after: belongs ? after.trim() : "",
    };
  });
}

/** Every value a number may mean: "1.500" is 1500 to some and 1.5 to others. */
function readings(digits: string): number[] {
  const bare = digits.replace(/[ ']/g, "");
  const forms = [plainNumber(bare), bare.replaceAll(",", ""), bare.replaceAll(".", "").replace(",", ".")];
  return [...new Set(forms.map(Number).filter(Number.isFinite))];
}

/** The parts of a date, time, fraction or version; the number itself when it has none. */
function partsOf(digits: string): string[] {
  if (/[ ']/.test(digits)) return digits.split(/[ ']/);
  if (/^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?$|^\d+[.,]\d+$/.test(digits)) return [digits];
  return digits.split(/[.,:/]/);
}

/** Numbers that may be repeated: those without a magnitude, and with it the values they come to. */
type KnownNumbers = { bare: Set<number>; scaled: Set<number> };

function addNumbers({ text }: NormalisedText, known: KnownNumbers): void {
  for (const { digits, after } of numbersIn(text)) {
    for (const value of [digits, ...partsOf(digits)].flatMap(readings)) addNumber(value, magnitudes.get(after), known);
  }
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    const value = spelled.get(word);
    if (value !== undefined) addNumber(value, undefined, known);
  }
}

function addNumber(value: number, factors: readonly number[] | undefined, known: KnownNumbers): void {
  known.scaled.add(value);
  if (factors) for (const factor of factors) known.scaled.add(rounded(value * factor));
  else known.bare.add(value);
  // "2024" is also written "’24".
  if (value >= 1900 && value < 2100) known.scaled.add(value % 100);
}

/** Whether a number needs no proof: it counts steps or things, and measures nothing. */
function isCount({ digits, currency, after }: Written): boolean {
  return /^(?:\d|10)$/.test(digits) && !currency && !isMeasure(after);
}

const measures = new Set(
  (
    "% ‰ ° km m cm mm mi ft kg g mg µg μg mcg ng t lb lbs oz l ml dl h hr hrs min s ms c f k kw kwh mw mwh gw gwh tw twh w v a hz mhz ghz kb mb gb tb " +
    "percent prozent percentage prozentpunkte pour degrees grad usd eur gbp chf euro euros dollar dollars pound pounds times mal fold fach"
  ).split(" "),
);

function isMeasure(after: string): boolean {
  return measures.has(after) || magnitudes.has(after);
}

function isKnown({ digits, after }: Written, known: KnownNumbers): boolean {
  const factors = magnitudes.get(after);
  const values = readings(digits);
  if (factors) {
    const isScaled = values.some((value) => factors.some((factor) => known.scaled.has(rounded(value * factor))));
    return isScaled || values.some((value) => known.bare.has(value) || isRounded(value, factors, known));
  }
  if (values.some((value) => known.scaled.has(value))) return true;
  const parts = partsOf(digits);
  if (parts.length > 1) return parts.every((part) => known.scaled.has(Number(part)));
  return values.some((value) => isRounded(value, [1], known));
}

/** Whether a known number with more decimals rounds to this one. */
function isRounded(value: number, factors: readonly number[], { scaled }: KnownNumbers): boolean {
  if (value < 10) return false;
  const decimals = String(value).split(".")[1]?.length ?? 0;
  const farthest = 0.51 * 10 ** -decimals;
  for (const factor of factors) {
    for (const known of scaled) {
      const other = known / factor;
      if (Math.abs(other - value) <= farthest && Number(other.toFixed(decimals)) === value) return true;
    }
  }
  return false;
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * The numbers of some prose, as written there, that stand in no text of the ground. Thousands separators, decimal commas,
 * spelled numbers and magnitudes are the same number; small counts, ordinals of lists and the years given are not looked at.
 */
export function newNumbersIn(prose: string, { answers, others }: AuditGround, years: readonly number[] = []): string[] {
  const known: KnownNumbers = { bare: new Set(years), scaled: new Set(years) };
  for (const text of [...answers, ...others]) addNumbers(text, known);
  const final = normaliseText(prose);
  const found = numbersIn(final.text).filter((written) => !isCount(written) && !isKnown(written, known));
  return [...new Set(found.map((written) => asWritten(final, written)))];
}

/** The number as the author wrote it, with its currency, percent sign, magnitude or unit. */
function asWritten({ source, starts, ends }: NormalisedText, written: Written): string {
  const whole = source.slice(starts[written.start], ends[written.end - 1]);
  return /[*_`~\n]/.test(whole) ? written.digits : whole;
}
