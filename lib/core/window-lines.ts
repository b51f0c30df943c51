import type { Point } from "./analysis";
import type { ReadAnswer } from "./judge-answers";
import { estimateTokens } from "./judge-overflow";
import { normaliseText } from "./normalise-text";
import { idOf } from "./settle-views";
import type { WirePoint } from "./wire-point";

/** A settled point of a window as a judge would write it, under the turn's letters, and the letters that were compared. */
export type WindowLine = { line: WirePoint; compared: readonly string[] };

/** The points of one window. What none of its answers covers another one may cover: blind spots are not taken over. */
export function windowLines(points: readonly Point[], answers: readonly ReadAnswer[]): WindowLine[] {
  const compared = answers.map(({ label }) => label);
  const letterOf = (id: string) => answers.find((read) => idOf(read) === id)?.label ?? "?";
  return points
    .filter(({ kind }) => kind !== "blind_spots")
    .map((point) => ({ line: lineOf(point, letterOf), compared }));
}

function lineOf(point: Point, letterOf: (id: string) => string): WirePoint {
  const { kind, topic, weight, basis, why, ask, trust } = point;
  const views = point.views.map(({ panelistId, quote, says, sources, stance }) => ({
    by: letterOf(panelistId),
    quote,
    says,
    sources: [...sources],
    part: stance === "partly",
  }));
  const rest = { favors: point.favors.map(letterOf), basis, why, ask, trust: trust ?? "plausible", point: point.point };
  return { kind, topic, weight, views, ...rest };
}

/** As it stands in a prompt: one JSON object a line. */
export function shownLine({ line, compared }: WindowLine): string {
  const { kind, topic, weight, favors, basis, why, trust, point } = line;
  const views = line.views.map(({ by, quote, says, sources }) => ({ by, quote, says, sources }));
  const rest =
    kind === "contradictions" ? { favors, basis, why } : kind === "unique_insights" ? { trust, point } : { point };
  return JSON.stringify({ kind, topic, weight, compared, views, ...rest });
}

/** The weightiest of them that stay within so many tokens, in their order. */
export function linesWithin(lines: readonly WindowLine[], tokens: number): WindowLine[] {
  let left = tokens;
  const kept = new Set(
    lines
      .toSorted((a, b) => b.line.weight - a.line.weight)
      .filter((line) => {
        left -= estimateTokens(shownLine(line));
        return left >= 0;
      }),
  );
  return lines.filter((line) => kept.has(line));
}

/** The same under other letters. */
export function relettered({ line, compared }: WindowLine, letterOf: (label: string) => string): WindowLine {
  const views = line.views.map((view) => ({ ...view, by: letterOf(view.by) }));
  return { compared: compared.map(letterOf), line: { ...line, views, favors: line.favors.map(letterOf) } };
}

/** Lines of several windows; those of one kind that have a topic or a quote in common become one, with the views of all. */
export function joinedLines(lines: readonly WindowLine[]): WindowLine[] {
  return lines.reduce<WindowLine[]>((joined, line) => {
    const known = joined.find((other) => isSame(other.line, line.line));
    return known ? joined.map((other) => (other === known ? joinedWith(known, line) : other)) : [...joined, line];
  }, []);
}

function isSame(one: WirePoint, other: WirePoint): boolean {
  if (one.kind !== other.kind || one.kind === "unique_insights") return false;
  if (normaliseText(one.topic).text === normaliseText(other.topic).text) return true;
  return one.views.some(({ by, quote }) => other.views.some((view) => view.by === by && view.quote === quote));
}

function joinedWith(one: WindowLine, other: WindowLine): WindowLine {
  const views = [...one.line.views, ...other.line.views];
  const favors = [...new Set([...one.line.favors, ...other.line.favors])];
  const compared = [...new Set([...one.compared, ...other.compared])];
  return { compared, line: { ...one.line, views, favors } };
}
