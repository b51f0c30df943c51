/** The element of a point in a comparison, so that the chips of the final answers find it. */
export function comparedRowId(verdictId: string, pointId: string): string {
  return `compared-${verdictId}-${pointId}`;
}
