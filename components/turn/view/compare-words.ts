import { countOf, numberWord } from "@/components/words/counts";
import type { Stance } from "@/lib/core/analysis";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import type { Comparison, Pair } from "./compare-verdicts";
import type { Cell } from "./matrix";
import type { Named } from "./names";
import { kindWords, nameOf } from "./point-words";

/** "Both judges read the same four answers, and agree on 6 of 10 points." */
export function comparisonSummary(
  { changed, onlyInOne, same }: Comparison,
  first: VerdictState,
  second: VerdictState,
): string {
  const all = changed.length + onlyInOne.length + same.length;
  if (keepsPoints(first, second)) return "Both rest on the same points; only the final answer was written anew.";
  const read = readSame(first, second)
    ? `Both judges read the same ${countInWords(Object.keys(first.attempts).length)}`
    : "They did not read the same answers";
  if (all === 0) return `${read}, and neither lists a point.`;
  return `${read}, and agree on ${same.length} of ${countOf(all, "point")}.`;
}

/** Whether one of them is a new final answer over the points of the other, or both over those of a third. */
function keepsPoints(first: VerdictState, second: VerdictState): boolean {
  const origin = ({ id, basedOn }: VerdictState) => basedOn ?? id;
  return origin(first) === origin(second);
}

/** "Two changed, and each verdict has one of its own." Empty when they agree on everything. */
export function comparisonDetail({ changed, onlyInOne }: Comparison, numbers: readonly [number, number]): string {
  const [ours, theirs] = [
    onlyInOne.filter(({ first }) => first !== null).length,
    onlyInOne.filter(({ second }) => second !== null).length,
  ];
  const ownPoints = (number: number, count: number) =>
    count === 0 ? [] : [`verdict ${number} has ${numberWord(count)} of its own`];
  const parts = [
    ...(changed.length > 0 ? [`${numberWord(changed.length)} changed`] : []),
    ...(ours > 0 && ours === theirs
      ? [`each verdict has ${numberWord(ours)} of its own`]
      : [...ownPoints(numbers[0], ours), ...ownPoints(numbers[1], theirs)]),
  ];
  const words = parts.length > 1 ? `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}` : (parts[0] ?? "");
  return words === "" ? "" : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function countInWords(count: number): string {
  return count === 1 ? "answer" : `${numberWord(count)} answers`;
}

function readSame(first: VerdictState, second: VerdictState): boolean {
  const [one, other] = [Object.entries(first.attempts), second.attempts];
  return one.length === Object.keys(other).length && one.every(([id, attempt]) => other[id] === attempt);
}

/** What is different in a pair, in words: "DeepSeek: partly became contradicts". Empty when nothing is. */
export function changeWords(
  { first, second, change }: Pair,
  seats: readonly Named[],
  numbers: readonly [number, number],
): string {
  const alone = first ?? second;
  if (alone && (!first || !second)) {
    return `${kindWords[alone.point.kind].one}, only in verdict ${first ? numbers[0] : numbers[1]}`;
  }
  if (!change) return "";
  const { kinds, stances } = change;
  // Only a contradiction leans; one that became something else has nothing to lean to.
  const favors = kinds ? null : change.favors;
  const parts = [
    ...(kinds ? [`${kindWords[kinds.from].one} became ${kindWords[kinds.to].one.toLowerCase()}`] : []),
    ...stances.map(
      ({ panelistId, from, to }) => `${nameOf(panelistId, seats)}: ${cellWord(from)} became ${cellWord(to)}`,
    ),
    ...(favors ? [`${leanWords(favors.from, seats)} became ${leanWords(favors.to, seats)}`] : []),
  ];
  return parts.join("; ");
}

function leanWords(favors: readonly string[], seats: readonly Named[]): string {
  return favors.length === 0 ? "open" : `leans to ${favors.map((id) => nameOf(id, seats)).join(", ")}`;
}

const stanceWords: Record<Stance, string> = { supports: "supports", contradicts: "contradicts", partly: "partly" };

/** A cell in one small word. */
export function cellWord(cell: Cell): string {
  if (cell.type === "stance") return stanceWords[cell.stance];
  return cell.type === "absent" ? cell.word.toLowerCase() : cell.type;
}

/** The two verdicts to begin with: the current one and the newest other one, in their order. */
export function firstPair({
  verdicts,
  currentVerdictId,
}: Pick<TurnState, "verdicts" | "currentVerdictId">): [string, string] {
  const other = verdicts.findLast(({ id }) => id !== currentVerdictId)?.id ?? "";
  const ids = verdicts.map(({ id }) => id).filter((id) => id === currentVerdictId || id === other);
  return [ids[0] ?? "", ids[1] ?? ""];
}
