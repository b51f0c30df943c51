import { parseRow } from "@/db/event-log";
import type { StoredEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import type { ProgramReader, ProgramStep } from "./program-reader";

/** An event of a turn and what a program hears of it. */
export type Heard = { event: StoredEvent; steps: ProgramStep[] };

/**
 * The events of a turn from its start, in batches, up to its first end. Panelists that still write when the answer is
 * there are stopped: nobody would read them, and the program is told what the whole turn cost.
 */
export async function* hearTurn(turnId: string, reader: ProgramReader, signal: AbortSignal): AsyncGenerator<Heard[]> {
  const { follow, turns } = container();
  for await (const rows of follow(turnId, 0, signal)) {
    const heard: Heard[] = [];
    for (const event of rows.map(parseRow)) {
      if (reader.isOver) break;
      heard.push({ event, steps: reader.take(event) });
    }
    yield heard;
    if (reader.isOver) return;
    for (const id of reader.stragglers()) turns.stopPanelist(turnId, PanelistId.parse(id));
  }
}
