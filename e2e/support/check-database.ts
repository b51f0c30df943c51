import { join } from "node:path";
import Sqlite from "better-sqlite3";

/** What is wrong with the database of a data folder, in SQLite's words and ours; empty = nothing. */
export function problemsOf(dataDir: string): string[] {
  const client = new Sqlite(join(dataDir, "parley.db"), { readonly: true });
  try {
    const integrity = client.pragma("integrity_check(10)", { simple: true });
    const references = client.prepare("select count(*) from pragma_foreign_key_check").pluck().get();
    const holes = client
      .prepare<[], { turnId: string }>(
        `select e.turn_id as turnId from turn_events e join turns t on t.id = e.turn_id where t.packed_seq = 0
         group by e.turn_id having count(*) <> max(seq) or min(seq) <> 1`,
      )
      .all();
    return [
      ...(integrity === "ok" ? [] : [`integrity: ${String(integrity)}`]),
      ...(references === 0 ? [] : [`${String(references)} broken references`]),
      ...holes.map(({ turnId }) => `the events of ${turnId} have holes`),
    ];
  } finally {
    client.close();
  }
}
