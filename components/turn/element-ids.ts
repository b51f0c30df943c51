/** The element of a pane, so that quotes and keys find it. */
export function paneId(turnId: string, panelistId: string): string {
  return `pane-${turnId}-${panelistId}`;
}

/** The element of a point, so that chips and keys find it. */
export function rowId(turnId: string, pointId: string): string {
  return `point-${turnId}-${pointId}`;
}

/** The heading of a turn's source table. */
export function sourceTableId(turnId: string): string {
  return `sources-${turnId}`;
}
