import type { TurnEvent } from "./events";
import type { Failure } from "./failure";
import type { Judging } from "./judge";
import { missingIn, type Settlement, settleTaken, type Taken } from "./judge-settling";
import type { Scanned } from "./scanner";
import { WireKind, WirePoint } from "./wire-point";

/** A line of the judge that cannot be used as it is, and why, in words for the judge. */
type Rejected = { raw: string; error: string };

/** What one judge has written so far, settled. */
export type Reading = Settlement & {
  /** The lines that have the form, in order; those whose points fell too. */
  taken: Taken[];
  rejected: Rejected[];
  quotes: QuoteCount;
  /** Ids given so far, those of earlier judges too. */
  lines: number;
  objects: number;
  characters: number;
  ended: boolean;
  lost: Failure | null;
  /** The tokens its host read when it silently cut the prompt; null = it read all. */
  cutTo: number | null;
};

/** Quotes that were checked, and those that are not in the answer they are said to be from. */
export type QuoteCount = { checked: number; failed: number };

/** A repair call carries no more than this. */
const maxRejected = 20;
const maxRejectedLength = 2000;

/** Nothing read yet; `quotes` goes on counting where an earlier call of the same judge stopped. */
export function emptyReading(lines: number, quotes: QuoteCount = { checked: 0, failed: 0 }): Reading {
  const settlement: Settlement = { points: [], dropped: [], missing: [] };
  return { ...settlement, taken: [], ...nothingRead(), quotes, lines };
}

/** The same analysis, before one more call of its judge. */
export function readOn(reading: Reading): Reading {
  return { ...reading, ...nothingRead() };
}

function nothingRead(): Pick<Reading, "rejected" | "objects" | "characters" | "ended" | "lost" | "cutTo"> {
  return { rejected: [], objects: 0, characters: 0, ended: false, lost: null, cutTo: null };
}

/** Takes what the scanner found: a point is settled and told, the end line noted, anything else kept for a repair. */
export function* take(scanned: Scanned, reading: Reading, judging: Judging): Generator<TurnEvent> {
  if (reading.ended) return;
  if (scanned.type === "reject") {
    reject(reading, scanned.raw, "It is not valid JSON.");
    return;
  }
  reading.objects += 1;
  if (kindOf(scanned.value) === "end") {
    reading.ended = true;
    return;
  }
  const line = WirePoint.safeParse(scanned.value);
  if (line.success) {
    yield* settle(line.data, reading, judging);
    return;
  }
  const [issue] = line.error.issues;
  reject(
    reading,
    JSON.stringify(scanned.value),
    `${issue?.path.join(".") || "The object"}: ${issue?.message ?? "wrong"}`,
  );
}

function* settle(line: WirePoint, reading: Reading, judging: Judging): Generator<TurnEvent> {
  const { verdictId, ports } = judging;
  reading.lines += 1;
  const taken: Taken = { line, number: reading.lines };
  reading.taken.push(taken);
  const settled = settleTaken(taken, reading.points, judging);
  reading.quotes.checked += settled.quotes.checked;
  reading.quotes.failed += settled.quotes.failed;
  reading.missing.push(...missingIn(settled, taken));
  if ("dropped" in settled) {
    reading.dropped.push(settled.dropped);
    yield { type: "point-dropped", at: ports.clock.now(), verdictId, dropped: settled.dropped };
    return;
  }
  reading.points.push(settled.point);
  yield { type: "point-added", at: ports.clock.now(), verdictId, point: settled.point };
}

function reject(reading: Reading, raw: string, error: string): void {
  if (reading.rejected.length >= maxRejected) return;
  reading.rejected.push({ raw: raw.slice(0, maxRejectedLength), error });
}

function kindOf(value: object): string | null {
  return "kind" in value ? (WireKind.safeParse(value.kind).data ?? null) : null;
}
