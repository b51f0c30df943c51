import type { Mark } from "./events";
import { PointId } from "./ids";

/** `⟦c3⟧`, `⟦c1, c3⟧`, `[[c3]]`, `[S1]`, `[S1, S4]` (judge.md section 14). */
const markPattern =
  /⟦\s*(c\d+(?:\s*,\s*c\d+)*)\s*⟧|\[\[\s*(c\d+(?:\s*,\s*c\d+)*)\s*\]\]|\[\s*(S\d+(?:\s*,\s*S\d+)*)\s*\]/g;
const pointMarks = /[ \t]*⟦[^⟦⟧]{1,80}⟧/g;
const sourceMarks = /[ \t]*\[S\d+(?:,\s*S\d+)*\]/g;
const opening = /[⟦[]/g;
/** Longer than any mark a model writes; text after an opening bracket is held back this far at most. */
const holdBack = 24;

export type KnownMarks = { points: ReadonlySet<string>; sources: ReadonlySet<string> };

/** The final answer without its marks, for copying and for follow-ups. */
export function plainText(finalText: string): string {
  return finalText.replace(pointMarks, "").replace(sourceMarks, "");
}

/** Writes marks in one form and removes ids that are not known. */
function settleMarks(text: string, known: KnownMarks): string {
  return text.replace(markPattern, (_, curly?: string, square?: string, sources?: string) => {
    const ids = (list: string, set: ReadonlySet<string>) => list.split(/\s*,\s*/).filter((id) => set.has(id));
    if (sources !== undefined) {
      const found = ids(sources, known.sources);
      return found.length > 0 ? `[${found.join(", ")}]` : "";
    }
    const found = ids(curly ?? square ?? "", known.points);
    return found.length > 0 ? `⟦${found.join(",")}⟧` : "";
  });
}

/**
 * Passes streamed text on with its marks settled, so that a half-written or unknown mark never flashes on screen.
 * `push` gives what may be shown now; `finish` gives the rest.
 */
export function createMarkFilter(known: KnownMarks): { push(text: string): string; finish(): string } {
  let held = "";
  return {
    push(text) {
      held += text;
      const cut = safeLength(held);
      const ready = held.slice(0, cut);
      held = held.slice(cut);
      return settleMarks(ready, known);
    },
    finish() {
      const rest = settleMarks(held, known);
      held = "";
      return rest;
    },
  };
}

/** How much of the text surely holds no unfinished mark. */
function safeLength(text: string): number {
  const from = Math.max(0, text.length - holdBack);
  opening.lastIndex = from;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const rest = text.slice(match.index);
    const doubled = rest.startsWith("[[");
    const closed = rest.includes(doubled ? "]]" : match[0] === "⟦" ? "⟧" : "]");
    if (!closed) return match.index;
    if (doubled) opening.lastIndex = match.index + 2;
  }
  return text.length;
}

/** Where the final answer names the points it rests on; offsets are UTF-16 units of the stored text. */
export function marksIn(finalText: string): Mark[] {
  return [...finalText.matchAll(/⟦(c\d+(?:,c\d+)*)⟧/g)].flatMap((match) =>
    (match[1] ?? "").split(",").map((id) => ({ pointId: PointId.parse(id), offset: match.index })),
  );
}
