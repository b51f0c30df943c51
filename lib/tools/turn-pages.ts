import { type FetchOutcome, type Page, toolFailure } from "@/lib/core/web";

type Entry = {
  outcome: Promise<FetchOutcome>;
  /** Ends the loading; only when nobody waits for it any more. */
  abort: AbortController;
  waiting: number;
  /** When a kept failure is tried anew; Infinity for pages and while loading. */
  until: number;
  /** Characters that are kept. */
  size: number;
};
type Turn = { entries: Map<string, Entry>; usedAt: number };

type ReadRequest = {
  turnId: string;
  /** The canonical address. */
  url: string;
  /** Under which a page is kept: requests with one key may share it. */
  keyOf: (url: string) => string;
  signal: AbortSignal;
  load: (signal: AbortSignal) => Promise<FetchOutcome>;
};

export type TurnPages = { read(request: ReadRequest): Promise<FetchOutcome> };

const failureKeptMs = 60_000;
const turnKeptMs = 30 * 60_000;
const mostTurns = 50;
const mostPagesPerTurn = 300;
const mostCharacters = 40_000_000;

/**
 * Pages of running turns, each loaded once however many panelists ask at once. One who leaves does not end what others wait
 * for; when the last one leaves, the loading ends and is forgotten. Failures are kept for a minute. Memory is bounded: the
 * turns that nobody used for longest go first.
 */
export function createTurnPages({ now }: { now: () => number }): TurnPages {
  const turns = new Map<string, Turn>();

  function entryOf({ turnId, url, keyOf, load }: ReadRequest): Entry {
    const turn = touch(turns, turnId, now());
    const key = keyOf(url);
    const known = turn.entries.get(key);
    if (known && known.until > now()) return known;
    const entry = startEntry(load);
    turn.entries.delete(key);
    turn.entries.set(key, entry);
    void entry.outcome.then((outcome) => {
      if (entry.abort.signal.aborted) forget(turn, key, entry);
      else if ("failure" in outcome) entry.until = now() + failureKeptMs;
      else keepPage(turn, keyOf(outcome.page.url), entry, outcome.page);
      evict(turns, turn, now());
    });
    return entry;
  }

  return {
    async read(request) {
      if (request.signal.aborted) return stopped;
      const entry = entryOf(request);
      entry.waiting += 1;
      const { outcome, isStopped } = await firstOf(entry.outcome, request.signal);
      entry.waiting -= 1;
      if (isStopped && entry.waiting === 0 && entry.size === 0) {
        entry.abort.abort();
        const turn = turns.get(request.turnId);
        if (turn) forget(turn, request.keyOf(request.url), entry);
      }
      return outcome;
    },
  };
}

const stopped: FetchOutcome = { failure: toolFailure("stopped", "Reading was stopped.") };

function startEntry(load: ReadRequest["load"]): Entry {
  const abort = new AbortController();
  const outcome = load(abort.signal).catch(
    (): FetchOutcome => ({
      failure: toolFailure("unexpected_error", "Reading this page failed for a reason of Parley's own."),
    }),
  );
  return { outcome, abort, waiting: 0, until: Number.POSITIVE_INFINITY, size: 0 };
}

/** The outcome, or that the one who asked has left. */
async function firstOf(
  outcome: Promise<FetchOutcome>,
  signal: AbortSignal,
): Promise<{ outcome: FetchOutcome; isStopped: boolean }> {
  let leave = () => {};
  const left = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  signal.addEventListener("abort", leave, { once: true });
  const first = await Promise.race([outcome, left]);
  signal.removeEventListener("abort", leave);
  return first ? { outcome: first, isStopped: false } : { outcome: stopped, isStopped: true };
}

function touch(turns: Map<string, Turn>, turnId: string, now: number): Turn {
  const turn = turns.get(turnId) ?? { entries: new Map<string, Entry>(), usedAt: now };
  turn.usedAt = now;
  turns.delete(turnId);
  turns.set(turnId, turn);
  return turn;
}

function forget({ entries }: Turn, key: string, entry: Entry): void {
  if (entries.get(key) === entry) entries.delete(key);
}

/** A page that was redirected to is kept under that address too. */
function keepPage({ entries }: Turn, key: string, entry: Entry, { title, text, links }: Page): void {
  entry.size = text.length + title.length + links.reduce((sum, link) => sum + link.length, 1);
  if (!entries.has(key)) entries.set(key, entry);
}

/** Maps keep the order of use: the first turn is the one that was used longest ago, the first page the oldest. */
function evict(turns: Map<string, Turn>, current: Turn, now: number): void {
  for (const [key, entry] of current.entries) {
    if (current.entries.size <= mostPagesPerTurn) break;
    if (entry.waiting === 0) current.entries.delete(key);
  }
  let characters = [...turns.values()].reduce((sum, turn) => sum + charactersOf(turn), 0);
  for (const [turnId, turn] of turns) {
    const isOver = turns.size > mostTurns || characters > mostCharacters || now - turn.usedAt > turnKeptMs;
    if (!isOver || turn === current) continue;
    turns.delete(turnId);
    characters -= charactersOf(turn);
  }
}

function charactersOf({ entries }: Turn): number {
  return [...new Set(entries.values())].reduce((sum, { size }) => sum + size, 0);
}
