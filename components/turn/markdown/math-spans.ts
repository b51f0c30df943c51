/** Where math stands in a block, delimiters included. */
export type MathSpan = { start: number; end: number };

const maxMathLength = 4000;
/** Stands for a dollar sign that is money, not math. One code unit like the sign itself, so offsets stay true. */
const maskedDollar = "\uf8f0";

const codePattern =
  /(^|\n) {0,3}(`{3,}|~{3,})[\s\S]*?(?:\n {0,3}\2[`~]*(?=\n|$)|$)|(?<!`)(`+)(?!`)[\s\S]*?[^`]\3(?!`)/g;
// A single dollar opens math only before a non-space and closes it only after one, never before a digit: "$5 and $10" is money.
const mathPattern =
  /(?<!\\)\$\$(?!\$)[\s\S]+?(?<!\\)\$\$|\\\[[\s\S]+?\\\]|\\\([^\n]+?\\\)|(?:(?<![\\$\w])\$(?![\s$])|(?<![\\$])\$(?=[_^\\{]))[^$\n]*?(?<![\s\\$])\$(?![\d$])/g;

/** Finds closed math outside of code: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`. */
export function findMath(source: string): MathSpan[] {
  if (!/\$|\\[([]/.test(source)) return [];
  const code = [...source.matchAll(codePattern)].map((match) => [match.index, match.index + match[0].length] as const);
  const inCode = (at: number) => code.some(([start, end]) => at >= start && at < end);
  return [...source.matchAll(mathPattern)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(
      ({ start, end }) =>
        end - start <= maxMathLength && !inCode(start) && !/\n[ \t]*\n/.test(source.slice(start, end)),
    );
}

/** Rewrites every way to write math into dollars and hides all other dollars, without moving any character. */
export function maskMath(source: string, spans: readonly MathSpan[]): string {
  let masked = "";
  let at = 0;
  for (const { start, end } of spans) {
    masked += hideDollars(source.slice(at, start)) + dollarForm(source.slice(start, end));
    at = end;
  }
  return masked + hideDollars(source.slice(at));
}

/** Brings hidden dollars back into parsed text. */
export function unmask(text: string): string {
  return text.includes(maskedDollar) ? text.replaceAll(maskedDollar, "$") : text;
}

function hideDollars(text: string): string {
  return text.replaceAll("$", maskedDollar);
}

function dollarForm(math: string): string {
  const dollars = math.startsWith("\\") ? ["$$", math.slice(2, -2), "$$"].join("") : math;
  const onOwnLines = /^\$\$[ \t]*\n[\s\S]*\n[ \t]*\$\$$/.test(dollars);
  return onOwnLines ? dollars : dollars.replaceAll("\n", " ");
}
