import { blankOut, codeIn } from "./code-parts";

/** `⟦c3⟧` and `⟦c1,c3⟧` as the mark filter leaves them, and `[S1]`, `[S1, S4]`. */
const pointMark = /⟦(c\d+(?:\s*,\s*c\d+)*)⟧/g;
const sourceMark = /\[(S\d+(?:\s*,\s*S\d+)*)\](?!\()/g;
export const anyMark = /⟦c\d+(?:\s*,\s*c\d+)*⟧|\[S\d+(?:\s*,\s*S\d+)*\](?!\()/g;

type Place = { id: string; offset: number };

/** Where a final answer names points; offsets are UTF-16 units of the text. What looks like a mark inside code is none. */
export function pointMarksIn(finalText: string): Place[] {
  return placesOf(finalText, pointMark);
}

/** Where a final answer names sources. */
export function sourceMarksIn(finalText: string): Place[] {
  return placesOf(finalText, sourceMark);
}

function placesOf(text: string, pattern: RegExp): Place[] {
  return [...blankOut(text, codeIn(text)).matchAll(pattern)].flatMap((match) =>
    (match[1] ?? "").split(/\s*,\s*/).map((id) => ({ id, offset: match.index })),
  );
}
