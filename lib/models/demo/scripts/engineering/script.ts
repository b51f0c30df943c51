import type { Script, ScriptPoint } from "@/lib/models/demo/script";
import { answers } from "./answers";

const points: ScriptPoint[] = [
  {
    kind: "contradictions",
    key: "load",
    topic: "200 writes a second is an easy load for SQLite",
    weight: 3,
    views: [
      {
        by: "birch",
        quote: "On an SSD in WAL mode SQLite commits thousands of small transactions a second",
        says: "Easy: on an SSD in WAL mode it does far more.",
      },
      {
        by: "atlas",
        quote: "Both databases handle 200 small writes a second on one node with room to spare",
        says: "Easy: on an SSD in WAL mode it does far more.",
      },
      {
        by: "delta",
        quote: "200 small writes a second is a quiet load on any current SSD",
        says: "Easy: on an SSD in WAL mode it does far more.",
      },
      {
        by: "ember",
        quote: "A single writer in WAL mode on an SSD does far more",
        says: "Easy: on an SSD in WAL mode it does far more.",
      },
      {
        by: "cato",
        quote: "it manages only a few dozen transactions per second, because every commit waits for the disk",
        says: "Not without batching: a few dozen transactions a second.",
      },
    ],
    favors: ["birch", "atlas", "delta", "ember"],
    basis: "reasoning",
    why: "The low figure is in SQLite's documentation, with conditions: a spinning disk and a full sync for each commit. They do not hold for WAL mode on an SSD.",
  },
  {
    kind: "contradictions",
    key: "choice",
    topic: "Start with SQLite rather than Postgres",
    weight: 3,
    views: [
      {
        by: "delta",
        quote: "start with SQLite and move only when a real need appears",
        says: "SQLite, until a real need appears.",
      },
      {
        by: "atlas",
        quote: "If a second machine is on the roadmap within a year or two, start with Postgres",
        says: "SQLite only if one node lasts; moving later is dear.",
      },
      {
        by: "cato",
        quote: "For anything that earns money, start with Postgres",
        says: "Postgres from the start.",
      },
      { by: "ember", quote: "You said one node. Take you at your word", says: "SQLite, until a real need appears." },
    ],
    favors: [],
    basis: "none",
    why: "The sides disagree about how likely a second machine is and what moving later costs. Both are facts about your project that no answer can know.",
  },
  {
    kind: "consensus",
    key: "settings",
    topic: "WAL mode, a busy timeout and one writer",
    weight: 2,
    views: [
      { by: "atlas", quote: "Use WAL mode, a busy timeout, and one connection that writes" },
      { by: "birch", quote: "There is still only one writer at a time", part: true },
      { by: "delta", quote: "send every write through one connection; readers get their own" },
      { by: "ember", quote: "The only three settings that matter", part: true },
    ],
    point: "If SQLite: WAL mode, a busy timeout, short write transactions and a single writing connection.",
  },
  {
    kind: "partial_coverage",
    key: "durability",
    topic: "What a power cut can lose",
    weight: 3,
    views: [
      { by: "atlas", quote: "a power cut can lose the last commits, although the file stays consistent" },
      { by: "birch", quote: "A crash of the application loses nothing; a power cut can roll back the last commits" },
      {
        by: "ember",
        quote: "nobody has ever noticed the few commits that a power cut takes away",
        says: "The loss does not matter in practice.",
        misquote: true,
      },
      { by: "delta", quote: "FULL if losing the last commits is not acceptable", part: true },
    ],
    point:
      "With synchronous=NORMAL a power cut can lose the last commits without corrupting the file; FULL avoids that.",
  },
  {
    kind: "partial_coverage",
    key: "network",
    topic: "No network file system",
    weight: 2,
    views: [
      { by: "birch", quote: "It does not work over a network file system" },
      { by: "cato", quote: "Never put the file on a network share: WAL needs shared memory on one machine" },
    ],
    point: "WAL mode needs a local disk; it does not work on a network share.",
  },
  {
    kind: "unique_insights",
    key: "wal",
    topic: "A long read makes the WAL file grow",
    weight: 2,
    views: [
      {
        by: "cato",
        quote: "a reader that stays open for hours keeps the checkpoint from finishing, and the WAL file grows",
      },
    ],
    trust: "plausible",
    point: "Long-lived read transactions hold back checkpoints, so the WAL file grows until they end.",
  },
  {
    kind: "unique_insights",
    key: "measure",
    topic: "Measure your own transaction",
    weight: 1,
    views: [{ by: "ember", quote: "Write a loop that does your real transaction 10,000 times on your real disk" }],
    trust: "plausible",
    point: "A loop of 10,000 real transactions on the real disk answers the question in minutes.",
  },
  {
    kind: "blind_spots",
    key: "schema",
    topic: "Changing the schema later",
    weight: 2,
    ask: null,
    point:
      "No answer compares schema changes: SQLite alters existing tables far less freely than Postgres and often needs the table rebuilt.",
  },
];

const finalAnswer = `**SQLite, if one node and one application will stay true; otherwise Postgres.** The load does not decide: 200 small writes a second are well within either database on a local SSD. ⟦load⟧

The often quoted "few dozen transactions a second" comes from SQLite's documentation, but describes a spinning disk with a full sync for each commit. In WAL mode on an SSD it is thousands. ⟦load⟧

## What decides

Will a second machine have to write, or take over when the first fails? Then start with Postgres. If not, SQLite is less to run. Opinions differ on which assumption is safer, and only you know your roadmap. ⟦choice⟧

## If SQLite

\`\`\`sql
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;  -- FULL if no commit may be lost
PRAGMA busy_timeout = 5000;
\`\`\`

- Send all writes through one connection and keep them short. ⟦settings⟧
- With \`NORMAL\` a power cut can lose the last commits but does not corrupt the file; with \`FULL\` each commit is synced. ⟦durability⟧
- Keep the file on a local disk. ⟦network⟧
- Do not leave read transactions open for hours, or the WAL file grows. ⟦wal⟧

Before you decide, run your real transaction 10,000 times on your real disk. ⟦measure⟧ And look at schema changes, which are not compared here: SQLite alters existing tables less freely than Postgres. ⟦schema⟧`;

export const engineering: Script = {
  question: "SQLite or Postgres for one node with 200 writes a second?",
  follows: null,
  answers,
  points,
  finalAnswer,
};
