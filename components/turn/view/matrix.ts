import type { Point, PointKind, PointState, Stance, UnverifiedView, View } from "@/lib/core/analysis";
import { askedSeats } from "@/lib/core/asked-seats";
import { inDisplayOrder } from "@/lib/core/display-order";
import { pointMarksIn } from "@/lib/core/mark-places";
import type { AnswerState, TurnState, VerdictState } from "@/lib/core/turn";

export type Cell =
  | { type: "stance"; stance: Stance; view: View }
  | { type: "unverified"; view: UnverifiedView }
  | { type: "silent" }
  | ({ type: "absent" } & Absence);

type Absence = { word: string; tone: "attention" | "danger" | "quiet" };

export type Row = {
  number: number;
  point: PointState;
  cells: { panelistId: string; cell: Cell }[];
  /** Whether the final answer rests a sentence on it. */
  inAnswer: boolean;
};

export type PointFilter = "all" | "contradictions" | "unique" | "blind-spots" | "unverified";
export const pointFilters: readonly PointFilter[] = ["all", "contradictions", "unique", "blind-spots", "unverified"];

/** The rows of the matrix. While points arrive they stay in order of arrival; a complete verdict is sorted. */
export function rowsOf(turn: Pick<TurnState, "panel" | "answers" | "asked">, verdict: VerdictState): Row[] {
  const ordered = inDisplayOrder(verdict.points);
  const shown = isComplete(verdict) ? ordered : verdict.points;
  const marked = markedPoints(verdict.finalAnswer.text);
  return shown.map((point) => ({
    number: isComplete(verdict) ? ordered.indexOf(point) + 1 : verdict.points.indexOf(point) + 1,
    point,
    cells: askedSeats(turn).map(({ id }) => ({ panelistId: id, cell: cellOf(turn, verdict, point, id) })),
    inAnswer: marked.has(point.id),
  }));
}

/** Whether the judge's list is final. */
export function isComplete(verdict: Pick<VerdictState, "truncated" | "status">): boolean {
  return verdict.truncated !== null || verdict.status !== "judging";
}

/** The points that the text carries marks of. */
function markedPoints(text: string): Set<string> {
  return new Set(pointMarksIn(text).map(({ id }) => id));
}

function cellOf(
  turn: Pick<TurnState, "answers">,
  verdict: Pick<VerdictState, "attempts">,
  point: Point,
  panelistId: string,
): Cell {
  const view = point.views.find((candidate) => candidate.panelistId === panelistId);
  if (view) return { type: "stance", stance: view.stance, view };
  const unverified = point.unverified.find((candidate) => candidate.panelistId === panelistId);
  if (unverified) return { type: "unverified", view: unverified };
  if (point.silent.some((id) => id === panelistId)) return { type: "silent" };
  const judged = turn.answers.find(
    (answer) => answer.panelistId === panelistId && answer.attempt === verdict.attempts[panelistId],
  );
  return { type: "absent", ...absenceOf(judged ?? newestOf(turn.answers, panelistId), judged !== undefined) };
}

const absences: Partial<Record<AnswerState["status"], Absence>> = {
  refused: { word: "Refused", tone: "attention" },
  stopped: { word: "Stopped", tone: "quiet" },
  failed: { word: "No answer", tone: "danger" },
  timeout: { word: "No answer", tone: "danger" },
  empty: { word: "No answer", tone: "danger" },
};

/** Why a panelist has no view: it is not known what a cut-off answer left out, so it is never called silent. */
function absenceOf(answer: AnswerState | undefined, judged: boolean): Absence {
  if (!answer) return { word: "No answer", tone: "danger" };
  if (judged && answer.status === "cut_off") return { word: "Cut off", tone: "attention" };
  return absences[answer.status] ?? { word: judged ? "Not known" : "Not judged", tone: "quiet" };
}

function newestOf(answers: readonly AnswerState[], panelistId: string): AnswerState | undefined {
  return answers.filter((answer) => answer.panelistId === panelistId).at(-1);
}

const kindOfFilter: Partial<Record<PointFilter, PointKind>> = {
  contradictions: "contradictions",
  unique: "unique_insights",
  "blind-spots": "blind_spots",
};

/** The rows a filter leaves. */
export function filterRows(rows: readonly Row[], filter: PointFilter): Row[] {
  if (filter === "all") return [...rows];
  if (filter === "unverified") return rows.filter((row) => row.point.unverified.length > 0);
  return rows.filter((row) => row.point.kind === kindOfFilter[filter]);
}

/** How many rows each filter leaves; dropped points count as unverified. */
export function countRows(rows: readonly Row[], dropped: number): Record<PointFilter, number> {
  return {
    all: rows.length,
    contradictions: filterRows(rows, "contradictions").length,
    unique: filterRows(rows, "unique").length,
    "blind-spots": filterRows(rows, "blind-spots").length,
    unverified: filterRows(rows, "unverified").length + dropped,
  };
}

export type Band = { kind: PointKind; rows: Row[] };

/** Rows under one band a kind, in the order they come. */
export function bandsOf(rows: readonly Row[]): Band[] {
  const bands: Band[] = [];
  for (const row of rows) {
    const last = bands.at(-1);
    if (last?.kind === row.point.kind) last.rows.push(row);
    else bands.push({ kind: row.point.kind, rows: [row] });
  }
  return bands;
}

export type Side = { stance: Stance; views: View[] };
const stances: readonly Stance[] = ["supports", "contradicts", "partly"];

/** The views of a point by stance, empty sides left out. */
export function sidesOf(point: Point): Side[] {
  return stances
    .map((stance) => ({ stance, views: point.views.filter((view) => view.stance === stance) }))
    .filter((side) => side.views.length > 0);
}
