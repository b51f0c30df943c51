import type { Point } from "./analysis";
import type { TurnEvent } from "./events";
import type { Failure } from "./failure";
import type { Judging } from "./judge";
import type { Scanned } from "./scanner";
import { settleLine } from "./settle";
import { WireKind, WirePoint } from "./wire-point";

/** A line of the judge that cannot be used as it is, and why, in words for the judge. */
type Rejected = { raw: string; error: string };

/** What one judge has written so far. */
export type Reading = {
  points: Point[];
  rejected: Rejected[];
  /** Ids given so far, those of earlier judges too. */
  lines: number;
  objects: number;
  characters: number;
  ended: boolean;
  lost: Failure | null;
};

/** A repair call carries no more than this. */
const maxRejected = 20;
const maxRejectedLength = 2000;

export function emptyReading(lines: number): Reading {
  return { points: [], rejected: [], lines, objects: 0, characters: 0, ended: false, lost: null };
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
  const { verdictId, answers, ports } = judging;
  const { question, sources } = judging.turn;
  reading.lines += 1;
  const settled = settleLine(line, reading.lines, { answers, kept: reading.points, question, sources });
  if ("dropped" in settled) {
    yield { type: "point-dropped", at: ports.clock.now(), verdictId, dropped: settled.dropped };
    return;
  }
  const point = { ...settled.point, silent: settled.point.silent.filter((id) => !isShortened(id, judging)) };
  reading.points.push(point);
  yield { type: "point-added", at: ports.clock.now(), verdictId, point };
}

/** Whether the judge did not read all of an answer: what it does not say on a point is then unknown, not silent. */
function isShortened(panelistId: string, { answers }: Judging): boolean {
  return answers.some(({ answer, omitted }) => answer.panelistId === panelistId && omitted > 0);
}

function reject(reading: Reading, raw: string, error: string): void {
  if (reading.rejected.length >= maxRejected) return;
  reading.rejected.push({ raw: raw.slice(0, maxRejectedLength), error });
}

function kindOf(value: object): string | null {
  return "kind" in value ? (WireKind.safeParse(value.kind).data ?? null) : null;
}
