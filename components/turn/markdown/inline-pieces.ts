/**
 * A stretch of the original text, `end` exclusive, that is shown marked: quoted words, a sentence that rests on the point
 * that is followed, the place of a finding. A sentence that no panelist said keeps its look and gets a suffix.
 */
export type TextRange = { start: number; end: number; kind: "quote" | "rests" | "found" | "unsaid" };

export type ChipToken = { type: "point" | "source"; ids: string[] };

export type InlinePiece =
  | { type: "text"; text: string; range: TextRange["kind"] | null; unsaid?: true }
  | { type: "chips"; tokens: ChipToken[] }
  /** A word, its chips and the punctuation after them: one no-wrap group. */
  | { type: "group"; pieces: InlinePiece[] };

const chipPattern = /\s*(?:⟦(c\d+(?:\s*,\s*c\d+)*)⟧|\[(S\d+(?:\s*,\s*S\d+)*)\])/g;
const longestHeldWord = 28;

/** Cuts one parsed text into plain, marked and chip pieces. `places` maps its characters to the original text. */
export function cutInline(
  value: string,
  places: readonly number[],
  ranges: readonly TextRange[],
  withChips: boolean,
): InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let at = 0;
  for (const match of withChips ? value.matchAll(chipPattern) : []) {
    pieces.push(...cutRanges(value, places, ranges, [at, match.index]));
    addChip(pieces, tokenOf(match));
    at = match.index + match[0].length;
  }
  pieces.push(...cutRanges(value, places, ranges, [at, value.length]));
  return withChips ? groupChips(pieces) : pieces;
}

function tokenOf(match: RegExpExecArray): ChipToken {
  const [, points, sources] = match;
  const ids = (points ?? sources ?? "").split(",").map((id) => id.trim());
  return { type: points ? "point" : "source", ids };
}

function addChip(pieces: InlinePiece[], token: ChipToken): void {
  const last = pieces.at(-1);
  if (last?.type === "chips") last.tokens.push(token);
  else pieces.push({ type: "chips", tokens: [token] });
}

function cutRanges(
  value: string,
  places: readonly number[],
  ranges: readonly TextRange[],
  [from, to]: readonly [number, number],
): InlinePiece[] {
  const pieces: InlinePiece[] = [];
  const marks = ranges.filter(({ kind }) => kind !== "unsaid");
  const ends = ranges.filter(({ kind }) => kind === "unsaid").map(({ end }) => end);
  let start = from;
  for (let index = from + 1; index <= to; index++) {
    const unsaid = endsAt(places, ends, index);
    const isCut = index === to || unsaid || kindAt(places, marks, index) !== kindAt(places, marks, start);
    if (!isCut) continue;
    const range = kindAt(places, marks, start);
    pieces.push({ type: "text", text: value.slice(start, index), range, ...(unsaid ? { unsaid } : {}) });
    start = index;
  }
  return pieces;
}

/** Whether one of the places is the last before an offset. */
function endsAt(places: readonly number[], ends: readonly number[], index: number): true | null {
  const before = places[index - 1] ?? 0;
  const after = places[index] ?? before + 1;
  return ends.some((end) => before < end && after >= end) ? true : null;
}

function kindAt(places: readonly number[], ranges: readonly TextRange[], index: number): TextRange["kind"] | null {
  if (ranges.length === 0) return null;
  const place = places[index] ?? 0;
  return ranges.find((range) => place >= range.start && place < range.end)?.kind ?? null;
}

function groupChips(pieces: readonly InlinePiece[]): InlinePiece[] {
  const grouped: InlinePiece[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece) continue;
    if (piece.type !== "chips") {
      grouped.push(piece);
      continue;
    }
    const group: InlinePiece[] = [...takeLastWord(grouped), piece];
    const after = pieces[index + 1];
    if (after?.type === "text") {
      const punctuation = /^[.,;:!?)\]”’]+/.exec(after.text)?.[0] ?? "";
      if (punctuation) group.push({ ...after, text: punctuation });
      if (after.text.length > punctuation.length)
        grouped.push({ type: "group", pieces: group }, { ...after, text: after.text.slice(punctuation.length) });
      else grouped.push({ type: "group", pieces: group });
      index++;
      continue;
    }
    grouped.push({ type: "group", pieces: group });
  }
  return grouped;
}

function takeLastWord(pieces: InlinePiece[]): InlinePiece[] {
  const last = pieces.at(-1);
  if (last?.type !== "text") return [];
  const word = /\S+$/.exec(last.text)?.[0] ?? "";
  if (!word || word.length > longestHeldWord || last.unsaid) return [];
  pieces.pop();
  if (word.length < last.text.length) pieces.push({ ...last, text: last.text.slice(0, -word.length) });
  return [{ ...last, text: word }];
}
