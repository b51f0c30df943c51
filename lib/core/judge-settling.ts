import type { DroppedPoint, Point } from "./analysis";
import type { Judging } from "./judge";
import { type Settled, settleLine } from "./settle";
import type { WirePoint, WireView } from "./wire-point";

/** A line of the judge that has the form, and the number its point bears. */
export type Taken = {
  line: WirePoint;
  number: number;
  /** The judge was asked again for some of its quotes. */
  requoted?: true;
  /** The letters it is about, when not all answers were compared for it. */
  compared?: readonly string[];
};

/** A view whose words nobody wrote, in a point that stands or that fell for it. */
export type Missing = { taken: Taken; view: WireView };

/** Settled lines: their points, what fell, and the quotes that may still be found. */
export type Settlement = { points: Point[]; dropped: DroppedPoint[]; missing: Missing[] };

const windowNotes = {
  all: "Found where a few answers were compared at a time.",
  some: "Found where a few answers were compared at a time; the others were not read on it.",
};
const requotedNote = "Words that were not found at first were asked for again; the judge then gave these.";

/** Settles one line beside the points that are kept already. */
export function settleTaken(taken: Taken, kept: readonly Point[], judging: Judging): Settled {
  const { answers, previous = null } = judging;
  const { question, sources } = judging.turn;
  const settled = settleLine(taken.line, taken.number, { answers, kept, question, sources, previous });
  if ("dropped" in settled) return settled;
  const { point, quotes } = settled;
  const silent = point.silent.filter((id) => isKnown(id, taken, judging));
  const notes = [...point.notes, ...(taken.requoted ? [requotedNote] : []), ...windowNotesOf(taken, judging)];
  return { point: { ...point, silent, notes }, quotes };
}

/** Settles lines in their order, beside the points that are kept already. */
export function settleAll(lines: readonly Taken[], judging: Judging, kept: readonly Point[] = []): Settlement {
  const settlement: Settlement = { points: [], dropped: [], missing: [] };
  for (const taken of lines) {
    const settled = settleTaken(taken, [...kept, ...settlement.points], judging);
    if ("point" in settled) settlement.points.push(settled.point);
    else settlement.dropped.push(settled.dropped);
    settlement.missing.push(...missingIn(settled, taken));
  }
  return settlement;
}

/** The quotes of a settled line that may still be found; those of a point that fell for another reason are let go. */
export function missingIn(settled: Settled, taken: Taken): Missing[] {
  if ("dropped" in settled && settled.dropped.reason !== "quote_missing") return [];
  return settled.quotes.missing.map((view) => ({ taken, view }));
}

function windowNotesOf({ compared }: Taken, { answers }: Judging): string[] {
  if (!compared) return [];
  return [compared.length < answers.length ? windowNotes.some : windowNotes.all];
}

/** Whether the judge read all of an answer for a point: what else it does not say on it is unknown, not silent. */
function isKnown(panelistId: string, { compared }: Taken, { answers }: Judging): boolean {
  const read = answers.find(({ answer }) => answer.panelistId === panelistId);
  if (!read) return false;
  return compared ? compared.includes(read.label) : read.omitted === 0;
}
