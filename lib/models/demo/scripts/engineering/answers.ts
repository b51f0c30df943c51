import type { ScriptAnswers } from "@/lib/models/demo/script";

const atlas = `## The load is small

200 writes a second leaves 5 ms per write. On a local SSD a small SQLite transaction in WAL mode takes a fraction of a millisecond. If it takes 0.2 ms, the single writer is busy

$$
\\rho = 200\\ \\text{s}^{-1} \\times 0.0002\\ \\text{s} = 4\\,\\%
$$

of the time. Both databases handle 200 small writes a second on one node with room to spare, so throughput does not decide this.

## What does decide

| Question | Points to |
|---|---|
| One process, one machine, little operations work | SQLite |
| Several services or machines write | Postgres |
| Failover to a second node | Postgres |
| Roles, extensions, complex reports under load | Postgres |
| Backup is "copy one file safely" | SQLite |

## If SQLite

Use WAL mode, a busy timeout, and one connection that writes. With \`synchronous=NORMAL\` a power cut can lose the last commits, although the file stays consistent. If a committed write must never be lost, use \`FULL\` and measure.

## My recommendation

The question says **one node**. Choose SQLite if that will stay true and one application owns the data. If a second machine is on the roadmap within a year or two, start with Postgres, because the move later costs more than the server now.`;

const birch = `Figures and documented behaviour first.

- **SQLite's own FAQ** says that 50,000 INSERT statements a second are easy on a desktop computer, but only a few dozen transactions a second. The reason given there is a spinning disk at 7,200 rpm that must turn once per commit. It describes the rollback journal with a full sync, not WAL on an SSD.
- **WAL mode**: readers do not block the writer and the writer does not block readers. There is still only one writer at a time. It does not work over a network file system.
- **\`synchronous=NORMAL\` in WAL mode**: no sync at each commit, only at checkpoints. A crash of the application loses nothing; a power cut can roll back the last commits. The database is not corrupted.
- **\`synchronous=FULL\`**: one sync per commit. An SSD sync usually takes from well under a millisecond to a few milliseconds, so 200 a second fit, with less room on cheap consumer drives.
- **Postgres** also syncs its log at each commit by default and can group commits of concurrent sessions. One node handles thousands of small commits a second on a good SSD.

On an SSD in WAL mode SQLite commits thousands of small transactions a second.

## Conclusion

200 writes a second is well inside the limits of either. Set a busy timeout (the default is 0 ms, so a second writer fails at once with \`SQLITE_BUSY\`), start write transactions with \`BEGIN IMMEDIATE\`, and decide on durability before you decide on the engine.`;

const cato = `Everybody loves SQLite this year. Ask what happens on a bad day.

## Throughput is not free

SQLite's documentation itself says it manages only a few dozen transactions per second, because every commit waits for the disk. To reach 200 you must batch writes or weaken durability. Batching is fine until the process dies with the batch.

## One writer means one writer

A migration, a bulk import or a careless admin query takes the write lock, and everybody else waits or gets "database is locked". Postgres locks rows; SQLite locks the file. At 200 writes a second, one transaction of two seconds delays about 400 others.

A long read has a cost too: a reader that stays open for hours keeps the checkpoint from finishing, and the WAL file grows until it ends.

## Operations

- Never put the file on a network share: WAL needs shared memory on one machine.
- No roles, no connection from your analyst's laptop, no replica to fail over to.
- "One node" today usually means three next year.

## So

Postgres on the same node costs you one package and some memory. You get row locks, point-in-time recovery, real permissions and a way out. For anything that earns money, start with Postgres. I would use SQLite for what it describes itself as: a replacement for \`fopen()\`, not for a database server.`;

const delta = `I would ship it on SQLite and sleep well. Here is the setup.

\`\`\`sql
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;   -- FULL if losing the last commits is not acceptable
PRAGMA busy_timeout = 5000;    -- milliseconds; the default is 0
PRAGMA foreign_keys = ON;

BEGIN IMMEDIATE;               -- take the write lock now, not halfway through
INSERT INTO event (at, kind, body) VALUES (?, ?, ?);
COMMIT;
\`\`\`

## Rules that keep it fast

1. One process owns the file. Inside it, send every write through one connection; readers get their own.
2. Keep write transactions short: no network call between \`BEGIN\` and \`COMMIT\`.
3. Insert bulk data in chunks of some hundred rows, so others get a turn.
4. Back up with \`VACUUM INTO\` or the backup API, or stream the log away with Litestream. Never copy the file while it is open.

With that, 200 small writes a second is a quiet load on any current SSD.

## When I would not

Several machines that write, a team that needs SQL access from outside, or automatic failover. Then Postgres, without regret.

## Keep the door open

Write plain SQL, use \`STRICT\` tables so that types mean something, keep queries in one module. Moving a well kept SQLite schema to Postgres later is days of work, not months. For one node and one application, start with SQLite and move only when a real need appears.`;

const ember = {
  thinking: `(Scripted, like the answer.) 200 a second, one node. That is tiny. Which engine has fewer moving parts? Answer that and stop.`,
  text: `**SQLite.** You said one node. Take you at your word.

## Why

- 200 writes a second is nothing. A single writer in WAL mode on an SSD does far more.
- No server, no port, no password, no upgrade weekend.
- A read is a function call and not a network round trip.

## The only three settings that matter

1. \`journal_mode=WAL\`
2. \`busy_timeout=5000\`
3. \`synchronous=NORMAL\`, or \`FULL\` if it is money

## When I am wrong

- More than one machine writes.
- Somebody asks for automatic failover.
- Ten teams want ten kinds of access.

None of these is in your question. Engineers add a database server the way people buy a van because they may move house one day.

## Before you commit

Write a loop that does your real transaction 10,000 times on your real disk. It takes five minutes and beats every opinion on this page, **including mine**. If the 99th percentile is under 5 ms, go home early.`,
};

export const answers: ScriptAnswers = {
  atlas: { text: atlas },
  birch: { text: birch },
  cato: { text: cato },
  delta: { text: delta },
  ember,
};
