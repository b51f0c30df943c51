import type { Point, PointState } from "./analysis";
import type { Ruling } from "./ruling";
import type { VerdictState } from "./turn";

/** What a letter of the prompt stands for; the synthesizer never reads a panelist's name. */
type LetterOf = (panelistId: string) => string;

/** The rulings that its points carry now, in their order. */
export function rulingsOf({ points }: Pick<VerdictState, "points">): Ruling[] {
  return points.flatMap(({ ruling }) => ruling ?? []);
}

/** Rulings with others that take their place point by point. */
export function joinedRulings(kept: readonly Ruling[], posted: readonly Ruling[]): Ruling[] {
  return [...kept.filter(({ pointId }) => !posted.some((ruling) => ruling.pointId === pointId)), ...posted];
}

/** Why a person cannot rule so on the points there are, as a sentence; null = they can. */
export function rulingProblem(points: readonly Point[], { pointId, decision, panelistIds }: Ruling): string | null {
  const point = points.find(({ id }) => id === pointId);
  if (!point) return `This verdict has no point ${pointId}.`;
  if (decision === "drop") return null;
  if (point.kind !== "contradictions")
    return "Only a contradiction has sides to decide between. This point can be dropped.";
  const strangers = panelistIds.filter((id) => !point.views.some((view) => view.panelistId === id));
  if (strangers.length === 0) return null;
  return `${strangers.join(", ")} has no verified view in this contradiction.`;
}

/** How many decisions and replies are newer than the final answer of a verdict. */
export function openDecisions({ points, rulings = [] }: Pick<VerdictState, "points" | "rulings">): number {
  return points.filter((point) => {
    const bound = rulings.find(({ pointId }) => pointId === point.id);
    return !isSameRuling(bound, point.ruling) || hasUnreadReplies(point);
  }).length;
}

/** Whether two rulings say the same; a side is the same whatever the order of its panelists. */
export function isSameRuling(one: Ruling | undefined | null, other: Ruling | undefined | null): boolean {
  if (!one || !other) return !one && !other;
  const sideOf = ({ panelistIds }: Ruling) => panelistIds.toSorted().join(" ");
  return one.pointId === other.pointId && one.decision === other.decision && sideOf(one) === sideOf(other);
}

function hasUnreadReplies({ rebuttal }: PointState): boolean {
  if (rebuttal?.status !== "done" || rebuttal.read) return false;
  return rebuttal.replies.some(({ position }) => position !== null);
}

/**
 * The points as the synthesizer reads them: dropped ones are gone, and a ruled contradiction leans where the user says.
 * What is stored keeps the judge's own leaning.
 */
export function pointsAsRuled(points: readonly PointState[], rulings: readonly Ruling[]): PointState[] {
  return points.flatMap((point) => {
    const ruling = rulings.find(({ pointId }) => pointId === point.id);
    if (!ruling) return point;
    if (ruling.decision === "drop") return [];
    return { ...point, favors: ruling.panelistIds, basis: "none" as const, why: "Decided by the user." };
  });
}

/** The rulings on points that the synthesizer reads, a line each. */
export function rulingLines(points: readonly Point[], rulings: readonly Ruling[], letterOf: LetterOf): string[] {
  return rulings.flatMap((ruling) => {
    const point = points.find(({ id }) => id === ruling.pointId);
    if (!point) return [];
    if (ruling.decision === "drop") return `Leave "${plain(point.topic)}" out of the final answer.`;
    const right = `right is what answer ${ruling.panelistIds.map(letterOf).join(" and ")} says`;
    return `${point.id} "${plain(point.topic)}": ${decided(ruling, right)}.`;
  });
}

const userRuled = "The user has ruled on ";

/** A carried ruling without the words that tell a model whose it is. */
export function carriedInWords(line: string): string {
  return line.startsWith(userRuled) ? line.slice(userRuled.length) : line;
}

/** Those of the carried rulings that a person lets bind the next final answer too; nothing said = all. */
export function stillCarried(carried: readonly string[], wished: readonly string[] | undefined): string[] {
  return carried.filter((line) => wished?.includes(line) ?? true);
}

/** The rulings of a verdict in words, for a verdict whose points and letters will be others. */
export function carriedRulings(verdict: Pick<VerdictState, "points" | "carried"> | null): string[] {
  if (!verdict) return [];
  const own = rulingsOf(verdict).flatMap((ruling) => {
    const point = verdict.points.find(({ id }) => id === ruling.pointId);
    return point ? `${userRuled}"${plain(point.topic)}": ${rulingInWords(point, ruling)}.` : [];
  });
  return [...new Set([...(verdict.carried ?? []), ...own])];
}

/** A ruling in words that need no letters. */
export function rulingInWords(point: Point, ruling: Ruling): string {
  return decided(ruling, sideInWords(point, ruling));
}

function decided({ decision }: Ruling, right: string): string {
  switch (decision) {
    case "side":
      return `${right}. Write it as settled`;
    case "both":
      return "both positions can be right. Say when each holds, and do not choose";
    case "unresolved":
      return "it stays open. Give the positions, and do not choose";
    case "drop":
      return "leave it out of the final answer";
  }
}

function sideInWords(point: Point, { panelistIds }: Ruling): string {
  const says = point.views
    .filter((view) => panelistIds.includes(view.panelistId))
    .map((view) => `"${plain(view.says)}"`);
  return `right is ${[...new Set(says)].join(" and ")}`;
}

const longestWords = 160;

/** A judge's words that stand outside of a block: one line, without anything that could look like a tag or a mark. */
function plain(text: string): string {
  return text
    .replace(/[<>"⟦⟧[\]|｜]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?]+$/, "")
    .slice(0, longestWords);
}
