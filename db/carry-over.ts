import Sqlite from "better-sqlite3";

type Carried = {
  sessions: { key: string; value: string }[];
  tokens: { id: string; revokedAt: number }[];
};

/**
 * Takes over from the database that is replaced what must not be undone by going back in time: sessions that were signed out and
 * tokens that were revoked. A database that cannot be read has nothing to take over.
 */
export function carryOver(client: Sqlite.Database, replaced: string): void {
  const { sessions, tokens } = readCarried(replaced);
  const keep = client.prepare("insert or ignore into settings (key, value) values (?, ?)");
  for (const { key, value } of sessions) keep.run(key, value);
  const revoke = client.prepare("update api_tokens set revoked_at = ? where id = ? and revoked_at is null");
  for (const { id, revokedAt } of tokens) revoke.run(revokedAt, id);
}

function readCarried(file: string): Carried {
  // For reading only: a damaged database must not lose its log by being looked at.
  const client = new Sqlite(file, { readonly: true });
  try {
    const sessions = client.prepare<[], Carried["sessions"][0]>(
      "select key, value from settings where key like 'session.%'",
    );
    const tokens = client.prepare<[], Carried["tokens"][0]>(
      "select id, revoked_at as revokedAt from api_tokens where revoked_at is not null",
    );
    return { sessions: sessions.all(), tokens: tokens.all() };
  } catch {
    // An older or a damaged one lacks these tables.
    return { sessions: [], tokens: [] };
  } finally {
    client.close();
  }
}

/** Whoever had the database when it was copied does not have the copy. */
export function releaseOwner(client: Sqlite.Database): void {
  const isKnown = client.prepare("select 1 from pragma_table_info('instance') where name = 'heartbeat_at'").get();
  if (isKnown) client.exec("update instance set heartbeat_at = null");
}
