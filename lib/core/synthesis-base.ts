import type { PointState } from "./analysis";
import type { ReadAnswer } from "./judge-answers";
import { isMostlyCode, wantedFormat } from "./wanted-format";

/**
 * The letter of the answer that the synthesizer patches instead of blending all (judge.md section 14, rule 9); null for
 * prose. A request for code or a strict format is told by its own words, or by answers that are mostly code.
 */
export function chooseBase(
  request: string,
  answers: readonly ReadAnswer[],
  points: readonly PointState[],
): string | null {
  const coded = answers.filter(({ answer }) => isMostlyCode(answer.text)).length;
  if (wantedFormat(request) === null && 2 * coded <= answers.length) return null;
  const ranked = answers.toSorted(
    (one, other) =>
      support(other.answer.panelistId, points) - support(one.answer.panelistId, points) ||
      Number(one.answer.status === "cut_off") - Number(other.answer.status === "cut_off") ||
      one.label.localeCompare(other.label),
  );
  return ranked[0]?.label ?? null;
}

/** The weights of the points where an answer stands on the accepted side, less those of the contradictions it lost. */
export function support(panelistId: string, points: readonly PointState[]): number {
  return points.reduce((sum, point) => {
    const accepted = acceptedSide(point);
    if (accepted === null || !point.views.some((view) => view.panelistId === panelistId)) return sum;
    if (accepted.includes(panelistId)) return sum + point.weight;
    return point.kind === "contradictions" ? sum - point.weight : sum;
  }, 0);
}

/** Who is held to be right on a point; null where nobody can be: open contradictions, what fell or is dropped. */
function acceptedSide({ kind, views, favors, trust, ruling }: PointState): readonly string[] | null {
  if (trust === "doubtful") return null;
  const all = views.map(({ panelistId }) => panelistId);
  const ruled = { side: ruling?.panelistIds ?? [], both: all, unresolved: null, drop: null };
  if (ruling) return ruled[ruling.decision];
  if (kind !== "contradictions") return all;
  return favors.length > 0 ? favors : null;
}
