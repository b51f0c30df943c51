import { changeOutsideCode, readCode } from "./code-parts";
import type { Mark } from "./events";
import { PointId } from "./ids";
import { pointMarksIn } from "./mark-places";

/** `⟦c3⟧`, `⟦c1, c3⟧`, `[[c3]]`, `[S1]`, `[S1, S4]` (judge.md section 14). */
const markPattern =
  /⟦\s*(c\d+(?:\s*,\s*c\d+)*)\s*⟧|\[\[\s*(c\d+(?:\s*,\s*c\d+)*)\s*\]\]|\[\s*(S\d+(?:\s*,\s*S\d+)*)\s*\]/g;
/** The end of a text that may be the beginning of a mark. */
const halfMark =
  /(?:⟦\s*(?:c\d+\s*,\s*)*(?:c\d*\s*)?|\[(?:\[\s*(?:c\d+\s*,\s*)*(?:c\d*\s*)?\]?)?|\[\s*(?:S\d+\s*,\s*)*(?:S\d*\s*)?)$/;
/** No mark is longer; an end that goes on for longer is looked at no further. */
const longestMark = 200;
const pointMarks = /(?<![ \t])[ \t]*⟦[^⟦⟧]{1,200}⟧/g;
const sourceMarks = /(?<![ \t])[ \t]*\[S\d+(?:,\s*S\d+)*\]/g;

export type KnownMarks = { points: ReadonlySet<string>; sources: ReadonlySet<string> };

/** A mark with the ids that are known. */
export type KnownMark = { kind: "points" | "sources"; ids: readonly string[] };

export type MarkFilter = {
  /** Gives what may be shown now. */
  push(text: string): string;
  /** Gives the rest. */
  finish(): string;
  /** Sources that were named and are none, so far, each once. */
  unknownSources(): string[];
};

/** The final answer without its marks, for copying and for follow-ups. Code stays as it is. */
export function plainText(finalText: string): string {
  return changeOutsideCode(finalText, (prose) => prose.replace(pointMarks, "").replace(sourceMarks, ""));
}

/** The final answer without the marks of its points; those of sources stay. */
export function withoutPointMarks(finalText: string): string {
  return changeOutsideCode(finalText, (prose) => prose.replace(pointMarks, ""));
}

/**
 * Passes streamed text on with its marks in one form and unknown ones removed, so that a half-written or unknown mark
 * never flashes on screen. What stands in code is left alone. The result does not depend on how the text is cut. `write`
 * gives what stands in place of a mark.
 */
export function createMarkFilter(known: KnownMarks, write: (mark: KnownMark) => string = inOneForm): MarkFilter {
  const unknown = new Set<string>();
  let held = "";
  let shown = 0;
  let fence: string | null = null;
  const take = (whole: boolean): string => {
    const { parts, undecided, lastBlock } = readCode(held, { fence, whole });
    const isCode = (at: number) => parts.some(({ start, end }) => at >= start && at < end);
    const safe = Math.min(bracketFrom(held, undecided), startOfHalfMark(held, isCode));
    const sure = whole ? held.length : Math.max(shown, safe);
    let ready = "";
    let from = shown;
    for (const mark of held.slice(0, sure).matchAll(markPattern)) {
      if (mark.index < from || isCode(mark.index)) continue;
      const settled = settledMark(mark, known, unknown);
      ready += held.slice(from, mark.index) + (settled ? write(settled) : "");
      from = mark.index + mark[0].length;
    }
    ready += held.slice(from, sure);
    const dropped = lastBlock.start <= sure ? lastBlock.start : 0;
    if (lastBlock.start <= sure) fence = lastBlock.fence;
    held = held.slice(dropped);
    shown = sure - dropped;
    return ready;
  };
  return {
    push(text) {
      held += text;
      return take(false);
    },
    finish: () => take(true),
    unknownSources: () => [...unknown],
  };
}

/** A mark without the ids that are not known, those of sources being noted; null = none is left. */
function settledMark(
  [, curly, square, sources]: readonly (string | undefined)[],
  known: KnownMarks,
  unknown: Set<string>,
): KnownMark | null {
  const named = (sources ?? curly ?? square ?? "").split(/\s*,\s*/);
  const kind = sources === undefined ? "points" : "sources";
  const ids = named.filter((id) => known[kind].has(id));
  if (sources !== undefined) for (const id of named) if (!known.sources.has(id)) unknown.add(id);
  return ids.length === 0 ? null : { kind, ids };
}

function inOneForm({ kind, ids }: KnownMark): string {
  return kind === "points" ? `⟦${ids.join(",")}⟧` : `[${ids.join(", ")}]`;
}

/** The first bracket that could be a mark, from an offset on. */
function bracketFrom(text: string, from: number): number {
  const at = text.slice(from).search(/[⟦[]/);
  return at < 0 ? text.length : from + at;
}

function startOfHalfMark(text: string, isCode: (at: number) => boolean): number {
  const from = Math.max(0, text.length - longestMark);
  const found = halfMark.exec(text.slice(from));
  if (!found) return text.length;
  return isCode(from + found.index) ? text.length : from + found.index;
}

/** Where the final answer names the points it rests on; offsets are UTF-16 units of the stored text. */
export function marksIn(finalText: string): Mark[] {
  return pointMarksIn(finalText).map(({ id, offset }) => ({ pointId: PointId.parse(id), offset }));
}
