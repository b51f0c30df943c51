import { z } from "zod";
import { afterwordTypes, isClosing, type StoredEvent, TurnEvent } from "@/lib/core/events";
import type { Database } from "./client";
import { insertEvent, preparePacking } from "./event-log-packing";
import { StaleEpochError } from "./instance";

/** A stored event as it lies in the table: `data` is the event as one line of JSON, without its seq. */
export type LogRow = { seq: number; type: string; data: string };

export type EventLog = {
  /**
   * Appends events in one transaction, with the `alongside` writes; gives the newest seq. Throws a StaleEpochError, and
   * changes nothing, when another process has taken the database over.
   */
  append(turnId: string, events: readonly TurnEvent[], alongside?: () => void): number;
  /** Rows with a seq above `after`, in order: at most `most.rows`, and none more once their data has `most.characters`. */
  readAfter(turnId: string, after: number, most: { rows: number; characters: number }): LogRow[];
  /** The whole log of a turn, parsed. */
  readAll(turnId: string): StoredEvent[];
  /** 0 = no event yet. */
  lastSeq(turnId: string): number;
  /** Whether the newest event closes the turn, afterwords left out. */
  isClosed(turnId: string): boolean;
  /** Deltas up to this seq are packed, so that seqs below are missing; 0 = none are. A reader that has seen less loads the state. */
  packedSeq(turnId: string): number;
  /**
   * Puts packed deltas in the place of all deltas of a closed turn. False when the turn runs or has grown meanwhile. Throws a
   * StaleEpochError, and changes nothing, as `append` does.
   */
  pack(turnId: string, packed: readonly StoredEvent[]): boolean;
  /** The log of this turn stays as it is and waits no longer to be packed. Throws a StaleEpochError as `append` does. */
  leaveUnpacked(turnId: string): void;
};

/**
 * The append-only log of every turn, numbered 1, 2, 3, ... in each turn without holes, for the owner of an epoch;
 * `onStale` is told when that one tried to write although its epoch is over.
 */
export function createEventLog(db: Database, epoch: number, onStale: () => void = () => {}): EventLog {
  const client = db.$client;
  const insert = client.prepare<[string, number, string, string]>(insertEvent);
  const newest = client.prepare<[string], { seq: number; type: string }>(
    "select seq, type from turn_events where turn_id = ? order by seq desc limit 1",
  );
  const newestButAfterwords = client.prepare<[string, string], { type: string }>(
    "select type from turn_events where turn_id = ? and type not in (select value from json_each(?)) order by seq desc limit 1",
  );
  const afterwords = JSON.stringify(afterwordTypes);
  const after = client.prepare<[string, number, number], LogRow>(
    "select seq, type, data from turn_events where turn_id = ? and seq > ? order by seq limit ?",
  );
  const epochNow = client.prepare<[], number>("select epoch from instance where id = 1").pluck();
  const lastSeq = (turnId: string) => newest.get(turnId)?.seq ?? 0;
  function readAfter(turnId: string, seq: number, most: { rows: number; characters: number }): LogRow[] {
    const rows: LogRow[] = [];
    let characters = 0;
    for (const row of after.iterate(turnId, seq, most.rows)) {
      rows.push(row);
      characters += row.data.length;
      if (characters >= most.characters) break;
    }
    return rows;
  }

  function refuseStale(): void {
    if (epochNow.get() !== epoch) throw new StaleEpochError(epoch);
  }

  /** What a write gives; `onStale` is told when it came too late. */
  function write<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (error instanceof StaleEpochError) onStale();
      throw error;
    }
  }

  const append = client.transaction((turnId: string, events: readonly TurnEvent[], alongside?: () => void) => {
    refuseStale();
    alongside?.();
    let seq = lastSeq(turnId);
    for (const event of events) insert.run(turnId, ++seq, event.type, JSON.stringify(event));
    return seq;
  });

  const packing = preparePacking(client, { lastSeq, refuseStale });

  return {
    packedSeq: packing.packedSeq,
    pack: (turnId, events) => write(() => packing.pack(turnId, events)),
    leaveUnpacked: (turnId) => write(() => packing.leave(turnId)),
    readAfter,
    append: (turnId, events, alongside) => write(() => append.immediate(turnId, events, alongside)),
    readAll: (turnId) => after.all(turnId, 0, -1).map(parseRow),
    lastSeq,
    isClosed: (turnId) => isClosing(newestButAfterwords.get(turnId, afterwords)?.type ?? ""),
  };
}

const Json = z.string().transform((text): unknown => JSON.parse(text));
const RowData = Json.pipe(TurnEvent);

/** The event in a row; throws when the row is not what this version writes. */
export function parseRow(row: LogRow): StoredEvent {
  return { ...RowData.parse(row.data), seq: row.seq };
}
