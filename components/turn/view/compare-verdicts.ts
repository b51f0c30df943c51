import type { Point, PointKind } from "@/lib/core/analysis";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { type Cell, type Row, rowsOf } from "./matrix";

/** One point as two verdicts have it. At least one side has it. */
export type Pair = {
  first: Row | null;
  second: Row | null;
  /** Panelists that stand otherwise in the second. */
  changedSeats: readonly string[];
  change: Change | null;
};

/** What is different: who took another stance, another kind of point, another side the judge leans to. */
type Change = {
  stances: { panelistId: string; from: Cell; to: Cell }[];
  kinds: { from: PointKind; to: PointKind } | null;
  favors: { from: readonly string[]; to: readonly string[] } | null;
};

export type Comparison = { changed: Pair[]; onlyInOne: Pair[]; same: Pair[] };

/** Two verdicts of one turn, point by point. */
export function compareVerdicts(
  turn: Pick<TurnState, "panel" | "answers">,
  first: VerdictState,
  second: VerdictState,
): Comparison {
  const pairs = pairUp(rowsOf(turn, first), rowsOf(turn, second)).map((pair) => withChange(pair, first, second));
  const isPair = ({ first: one, second: other }: Pair) => one !== null && other !== null;
  return {
    changed: pairs.filter((pair) => isPair(pair) && pair.change !== null),
    onlyInOne: pairs.filter((pair) => !isPair(pair)),
    same: pairs.filter((pair) => isPair(pair) && pair.change === null),
  };
}

type Rows = { first: Row | null; second: Row | null };

/** The likeliest pairs first; each row is in one pair only, and rows without a partner stand alone. */
function pairUp(first: readonly Row[], second: readonly Row[]): Rows[] {
  const likely = first
    .flatMap((one) => second.map((other) => ({ one, other, likeness: likenessOf(one.point, other.point) })))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness);
  const partners = new Map<Row, Row>();
  const taken = new Set<Row>();
  for (const { one, other } of likely) {
    if (partners.has(one) || taken.has(other)) continue;
    partners.set(one, other);
    taken.add(other);
  }
  return [
    ...first.map((row) => ({ first: row, second: partners.get(row) ?? null })),
    ...second.filter((row) => !taken.has(row)).map((row) => ({ first: null, second: row })),
  ];
}

/**
 * How likely two points are one: the words they quote in common count most, then the topic. Points of different kinds
 * need the same topic, or the same words of two panelists.
 */
function likenessOf(one: Point, other: Point): number {
  const shared = sharedQuotes(one, other);
  const sameTopic = plain(one.topic) === plain(other.topic);
  const sameKind = one.kind === other.kind;
  if (!sameTopic && shared < (sameKind ? 1 : 2)) return 0;
  return shared * 2 + (sameTopic ? 3 : 0) + (sameKind ? 1 : 0);
}

/** Panelists that both points quote with overlapping words of the same attempt. */
function sharedQuotes(one: Point, other: Point): number {
  return one.views.filter((view) =>
    other.views.some(
      (twin) =>
        twin.panelistId === view.panelistId &&
        twin.attempt === view.attempt &&
        twin.start < view.end &&
        view.start < twin.end,
    ),
  ).length;
}

function plain(topic: string): string {
  return topic
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function withChange({ first: one, second: other }: Rows, first: VerdictState, second: VerdictState): Pair {
  if (!one || !other) return { first: one, second: other, changedSeats: [], change: null };
  // Whoever was not judged in one of them has not changed its mind.
  const isJudged = (id: string) => id in first.attempts && id in second.attempts;
  const stances = one.cells.flatMap(({ panelistId, cell: from }) => {
    const to = other.cells.find((cell) => cell.panelistId === panelistId)?.cell;
    return to && isJudged(panelistId) && wordOf(from) !== wordOf(to) ? [{ panelistId, from, to }] : [];
  });
  const [from, to] = [one.point, other.point];
  const kinds = from.kind === to.kind ? null : { from: from.kind, to: to.kind };
  const favors = sameSet(from.favors, to.favors) ? null : { from: from.favors, to: to.favors };
  const isChanged = stances.length > 0 || kinds !== null || favors !== null;
  return {
    first: one,
    second: other,
    changedSeats: stances.map(({ panelistId }) => panelistId),
    change: isChanged ? { stances, kinds, favors } : null,
  };
}

function wordOf(cell: Cell): string {
  return cell.type === "stance" ? cell.stance : cell.type;
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
