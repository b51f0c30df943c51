import type { StoredEvent } from "@/lib/core/events";
import { deltaTypes, isDelta } from "@/lib/core/pack-events";
import type { Database } from "./client";

export const insertEvent = "insert into turn_events (turn_id, seq, type, data) values (?, ?, ?, ?)";

/** What packing needs of the log: `refuseStale` throws when the epoch is over. */
type Around = { lastSeq: (turnId: string) => number; refuseStale: () => void };

/** The writes that pack the logs of closed turns; each is one transaction that refuses a stale epoch. */
export function preparePacking(client: Database["$client"], { lastSeq, refuseStale }: Around) {
  const insert = client.prepare<[string, number, string, string]>(insertEvent);
  const packedSeq = client.prepare<[string], number>("select packed_seq from turns where id = ?").pluck();
  const dropDeltas = client.prepare<[string, string]>(
    "delete from turn_events where turn_id = ? and type in (select value from json_each(?))",
  );
  const markPacked = client.prepare<[number, string]>(
    "update turns set packed_seq = ?, packable_since = null where id = ? and packable_since is not null",
  );
  const markLeft = client.prepare<[string]>("update turns set packable_since = null where id = ?");

  const pack = client.transaction((turnId: string, events: readonly StoredEvent[]) => {
    refuseStale();
    const last = lastSeq(turnId);
    if (last === 0 || events.at(-1)?.seq !== last || markPacked.run(last, turnId).changes === 0) return false;
    dropDeltas.run(turnId, JSON.stringify(deltaTypes));
    for (const { seq, ...event } of events) {
      if (isDelta(event)) insert.run(turnId, seq, event.type, JSON.stringify(event));
    }
    return true;
  });

  const leave = client.transaction((turnId: string) => {
    refuseStale();
    markLeft.run(turnId);
  });

  return {
    packedSeq: (turnId: string) => packedSeq.get(turnId) ?? 0,
    pack: (turnId: string, events: readonly StoredEvent[]) => pack.immediate(turnId, events),
    leave: (turnId: string) => leave.immediate(turnId),
  };
}
