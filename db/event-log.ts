import { z } from "zod";
import { afterwordTypes, isClosing, type StoredEvent, TurnEvent } from "@/lib/core/events";
import { deltaTypes, isDelta } from "@/lib/core/pack-events";
import type { Database } from "./client";
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
  /** Puts packed deltas in the place of all deltas of a closed turn. False when the turn runs or has grown meanwhile. */
  pack(turnId: string, packed: readonly StoredEvent[]): boolean;
};

/**
 * The append-only log of every turn, numbered 1, 2, 3, ... in each turn without holes, for the owner of an epoch;
 * `onStale` is told when that one tried to write although its epoch is over.
 */
export function createEventLog(db: Database, epoch: number, onStale: () => void = () => {}): EventLog {
  const client = db.$client;
  const insert = client.prepare<[string, number, string, string]>(
    "insert into turn_events (turn_id, seq, type, data) values (?, ?, ?, ?)",
  );
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
  const packed = client.prepare<[string], number>("select packed_seq from turns where id = ?").pluck();
  const dropDeltas = client.prepare<[string, string]>(
    "delete from turn_events where turn_id = ? and type in (select value from json_each(?))",
  );
  const markPacked = client.prepare<[number, string]>(
    "update turns set packed_seq = ?, packable_since = null where id = ? and packable_since is not null",
  );

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

  const append = client.transaction((turnId: string, events: readonly TurnEvent[], alongside?: () => void) => {
    if (epochNow.get() !== epoch) throw new StaleEpochError(epoch);
    alongside?.();
    let seq = lastSeq(turnId);
    for (const event of events) insert.run(turnId, ++seq, event.type, JSON.stringify(event));
    return seq;
  });

  const pack = client.transaction((turnId: string, events: readonly StoredEvent[]) => {
    if (epochNow.get() !== epoch) return false;
    const last = lastSeq(turnId);
    if (last === 0 || events.at(-1)?.seq !== last || markPacked.run(last, turnId).changes === 0) return false;
    dropDeltas.run(turnId, JSON.stringify(deltaTypes));
    for (const { seq, ...event } of events) {
      if (isDelta(event)) insert.run(turnId, seq, event.type, JSON.stringify(event));
    }
    return true;
  });

  return {
    packedSeq: (turnId) => packed.get(turnId) ?? 0,
    pack: (turnId, events) => pack.immediate(turnId, events),
    readAfter,
    append(turnId, events, alongside) {
      try {
        return append.immediate(turnId, events, alongside);
      } catch (error) {
        if (error instanceof StaleEpochError) onStale();
        throw error;
      }
    },
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
