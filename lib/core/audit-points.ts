import type { PointState } from "./analysis";
import { pointMarksIn } from "./mark-places";

/** The points a final answer must address and has no mark of: contradictions and blind spots of weight 3 that nobody dropped. */
export function unaddressedIn<Some extends Pick<PointState, "id" | "kind" | "weight" | "ruling">>(
  finalText: string,
  points: readonly Some[],
): Some[] {
  const marked = new Set(pointMarksIn(finalText).map(({ id }) => id));
  return points.filter((point) => isDue(point) && !marked.has(point.id));
}

function isDue({ kind, weight, ruling }: Pick<PointState, "kind" | "weight" | "ruling">): boolean {
  return weight === 3 && (kind === "contradictions" || kind === "blind_spots") && ruling?.decision !== "drop";
}
