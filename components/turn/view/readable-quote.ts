const lineStart = /^[ \t]*(?:[-*+>]|#{1,6}|\d{1,3}[.)])[ \t]+/gm;
const link = /!?\[([^\]]*)\]\([^)\s]*\)/g;
const cutLink = /\[(?=[^\]]*$)|\]\([^)\s]*\)?/g;
const emphasis = /~~|`+|(?<![\s\\])\*+|(?<!\\)\*+(?=\S)/g;
const underscores = /(?<![\p{L}\p{N}_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gu;

/** Quoted words as they read in the answer: no signs of markdown, links by their words alone. */
export function readableQuote(text: string): string {
  return text
    .replaceAll(link, "$1")
    .replaceAll(cutLink, "")
    .replaceAll(lineStart, "")
    .replaceAll(emphasis, "")
    .replaceAll(underscores, "")
    .replaceAll(/[ \t]*\|[ \t]*/g, " ")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}
