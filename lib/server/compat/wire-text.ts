import { createMarkFilter, type KnownMark } from "@/lib/core/marks";
import { domainOf } from "@/lib/core/source-url";
import type { SourceState } from "@/lib/core/turn";

/** A page that the text names; offsets are UTF-16 units of the text as it went out. */
export type Citation = { url: string; title: string; start: number; end: number };
export type WirePiece = { text: string; citations: Citation[] };

export type WireText = {
  /** Gives what can go out now. */
  push(text: string): WirePiece;
  finish(): WirePiece;
};

type Source = Pick<SourceState, "id" | "url" | "title" | "domain">;
/** Stands around what takes the place of a mark until the spaces before it are decided; models do not write it. */
const fence = "\u0000";

/**
 * The final answer for programs, as it streams: point marks are gone with the space before them, `[S3]` is a link named by
 * its site. What stands in code is left alone.
 */
export function createWireText(known: { points: ReadonlySet<string>; sources: readonly Source[] }): WireText {
  const byId = new Map(known.sources.map((source) => [source.id, source]));
  const filter = createMarkFilter({ points: known.points, sources: new Set(byId.keys()) }, writeMark);
  let length = 0;
  let spaces = "";

  function out(marked: string, isLast: boolean): WirePiece {
    const piece: WirePiece = { text: "", citations: [] };
    const say = (text: string) => {
      piece.text += text;
      length += text.length;
    };
    for (const [index, part] of marked.split(fence).entries()) {
      if (index % 2 === 1) {
        // A point's mark goes with the space before it; a source's link keeps it.
        if (part !== "") say(spaces);
        spaces = "";
        for (const id of part.split(",").filter(Boolean)) cite(id, say, piece);
        continue;
      }
      const rest = spaces + part;
      const words = rest.replace(/[ \t]+$/, "");
      spaces = rest.slice(words.length);
      say(words);
    }
    if (isLast) say(spaces);
    return piece;
  }

  function cite(id: string, say: (text: string) => void, piece: WirePiece): void {
    const source = byId.get(id);
    if (!source) return;
    const start = length;
    say(`[${source.domain ?? domainOf(source.url)}](${source.url.replaceAll("(", "%28").replaceAll(")", "%29")})`);
    piece.citations.push({ url: source.url, title: source.title || source.url, start, end: length });
  }

  return {
    push: (text) => out(filter.push(text.replaceAll(fence, "")), false),
    finish: () => out(filter.finish(), true),
  };
}

function writeMark({ kind, ids }: KnownMark): string {
  return `${fence}${kind === "points" ? "" : ids.join(",")}${fence}`;
}

/** The whole of a finished text in the same form. */
export function wireTextOf(text: string, known: Parameters<typeof createWireText>[0]): WirePiece {
  const wire = createWireText(known);
  const [first, last] = [wire.push(text), wire.finish()];
  return { text: first.text + last.text, citations: [...first.citations, ...last.citations] };
}
