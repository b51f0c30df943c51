import type { DroppedPoint, Point, PointKind, Stance, View } from "./analysis";
import { PanelistId, PointId } from "./ids";
import type { NormalisedText } from "./normalise-text";
import { isDuplicate } from "./point-overlap";
import { findAsked } from "./quotes";
import { openStances, type Standing, sideOf, sidesOf, standingOf } from "./settle-kind";
import { saidBefore, withoutPrevious } from "./settle-previous";
import {
  type CheckedQuotes,
  type CheckedViews,
  checkViews,
  idOf,
  type JudgedAnswer,
  type Verified,
} from "./settle-views";
import { type CountedSource, countSources, retrievedIds } from "./source-evidence";
import type { WirePoint } from "./wire-point";

export { type JudgedAnswer, judgedAnswer } from "./settle-views";

export type Settled = ({ point: Point } | { dropped: DroppedPoint }) & { quotes: CheckedQuotes };

/** What a line is judged against. Without the question or the sources, what needs them is left as the judge wrote it. */
export type Ground = {
  answers: readonly JudgedAnswer[];
  /** The final answer of the turn before, when the judge may quote it as P. */
  previous?: NormalisedText | null;
  kept: readonly Point[];
  /** The user's words. */
  question?: string;
  /** The source table of this turn. Only what was fetched or found is evidence. */
  sources?: readonly CountedSource[];
};

/** How many points of a kind are kept; first come, first kept. */
const caps: Readonly<Record<PointKind, number>> = {
  consensus: 8,
  contradictions: 6,
  partial_coverage: 6,
  unique_insights: 8,
  blind_spots: 5,
};
/** Of three answers or more, so that one panelist does not fill the list. */
const insightsPerPanelist = 3;
const exampleLabel = /^[YZ]$/;
const exampleSource = /^S90[1-9]$/;

/**
 * Checks a line's quotes against the answers and gives it its stored form: the kind that its verified views allow, with a
 * note for every change, or the reason why it fell (judge.md section 12). `silent` is computed, never taken from the judge.
 */
export function settleLine(given: WirePoint, number: number, ground: Ground): Settled {
  const { answers, previous } = ground;
  const { line, before } = withoutPrevious(given, previous);
  const refused = reasonToRefuse(line, answers, before.length);
  if (refused) return { dropped: droppedLine(refused, line, answers), quotes: unchecked };
  if (line.kind === "blind_spots") return keptIfWanted(pointOf(line, number, noViews, ground), line, ground, unchecked);
  const checked = checkViews(line, answers);
  const { quotes } = checked;
  if (checked.verified.length === 0) return { dropped: droppedLine("quote_missing", line, answers), quotes };
  const point = pointOf(line, number, checked, ground);
  return keptIfWanted({ ...point, ...saidBefore(point, before, previous) }, line, ground, quotes);
}

const unchecked: CheckedQuotes = { checked: 0, failed: 0, missing: [] };
const noViews: CheckedViews = { verified: [], unverified: [], favors: [], notes: [], quotes: unchecked };

function keptIfWanted(point: Point, line: WirePoint, ground: Ground, quotes: CheckedQuotes): Settled {
  const unwanted = reasonToDrop(point, ground);
  return unwanted ? { dropped: droppedLine(unwanted, line, ground.answers), quotes } : { point, quotes };
}

function droppedLine(reason: DroppedPoint["reason"], line: WirePoint, answers: readonly JudgedAnswer[]): DroppedPoint {
  const named = answers.filter(({ label }) => line.views.some((view) => view.by === label));
  return { reason, topic: line.topic, says: line.point || line.topic, panelistIds: named.map(idOf) };
}

/** What can be told before the quotes are checked. */
function reasonToRefuse(
  line: WirePoint,
  answers: readonly JudgedAnswer[],
  ofPrevious: number,
): DroppedPoint["reason"] | null {
  const sources = line.views.flatMap((view) => view.sources);
  const isExample = line.views.some(({ by }) => exampleLabel.test(by)) || sources.some((id) => exampleSource.test(id));
  if (isExample) return "example_copied";
  const single = line.kind === "partial_coverage" || line.kind === "blind_spots";
  if (answers.length === 1 && !single) return "kind_not_allowed";
  return hasItsViews(line, ofPrevious) ? null : "bad_shape";
}

/** How many views the judge may write for a kind (judge.md section 8). Beside one of a panelist P makes the second. */
function hasItsViews({ kind, views }: WirePoint, ofPrevious: number): boolean {
  if (kind === "blind_spots") return true;
  if (kind === "unique_insights") return views.length === 1;
  if (kind === "partial_coverage" || ofPrevious > 0) return views.length >= 1;
  return views.length >= 2;
}

/** What can be told only when the point has its final kind. */
function reasonToDrop(point: Point, { kept, answers }: Ground): DroppedPoint["reason"] | null {
  if (kept.some((other) => isDuplicate(other, point))) return "duplicate";
  const alike = kept.filter((other) => other.kind === point.kind);
  if (alike.length >= caps[point.kind]) return "over_cap";
  if (point.kind !== "unique_insights" || answers.length < 3) return null;
  const ofSame = alike.filter((other) => other.views[0]?.panelistId === point.views[0]?.panelistId);
  return ofSame.length >= insightsPerPanelist ? "over_cap" : null;
}

function pointOf(line: WirePoint, number: number, checked: CheckedViews, ground: Ground): Point {
  const { answers } = ground;
  const known = withKnownSources(checked, ground);
  const standing = line.kind === "blind_spots" ? blindSpot(line) : standingOf(line, known, answers);
  const { kind, notes, verified } = standing;
  const favors = kind === "contradictions" ? favoured(known.favors, verified, notes) : [];
  const named = new Set(verified.map((view) => view.panelistId));
  const unverified = kind === "blind_spots" ? [] : known.unverified.filter((view) => !named.has(view.panelistId));
  const views = withStances(kind, verified, favors);
  return {
    id: PointId.parse(`c${number}`),
    kind,
    topic: line.topic,
    weight: line.weight,
    point: kind === "contradictions" ? line.topic : standing.point,
    views,
    unverified,
    silent: silentPanelists(answers, [...verified, ...unverified]),
    favors,
    basis: basisOf(line, favors, views, { ground, notes }),
    why: kind === line.kind ? line.why : "",
    trust: trustOf(standing, ground),
    ask: kind === "blind_spots" ? askOf(line, ground, notes) : null,
    notes,
    evidence: evidenceOf(views, ground),
  };
}

function blindSpot(line: WirePoint): Standing {
  return { kind: "blind_spots", point: line.point, trust: null, verified: [], notes: [] };
}

/** Sources that nobody knows are not shown as if they were. */
function withKnownSources(checked: CheckedViews, { sources }: Ground): CheckedViews {
  if (!sources) return checked;
  const ids = new Set(sources.map(({ id }) => id));
  const verified = checked.verified.map((view) => ({ ...view, sources: view.sources.filter((id) => ids.has(id)) }));
  return { ...checked, verified };
}

/** The better supported side, limited to verified views; covering every side is the same as none. */
function favoured(labels: readonly string[], verified: readonly Verified[], notes: string[]): PanelistId[] {
  const accepted = verified.filter(({ label }) => labels.includes(label));
  if (accepted.length < new Set(labels).size)
    notes.push("The judge also leans to panelists whose words were not found.");
  if (sidesOf(accepted).size < sidesOf(verified).size) return accepted.map((view) => view.panelistId);
  notes.push("The judge leans to every side at once, so it is called open.");
  return [];
}

type Noted = { ground: Ground; notes: string[] };

/** A contradiction is settled by a source only if a favoured view names one that is known. */
function basisOf(line: WirePoint, favors: readonly string[], views: readonly View[], noted: Noted): Point["basis"] {
  if (favors.length === 0) return "none";
  const isSourced = views.some((view) => favors.includes(view.panelistId) && namesRetrieved(view, noted.ground));
  if (line.basis !== "source" || isSourced || !noted.ground.sources) return line.basis;
  noted.notes.push("The judge names a source as its reason; the side it leans to quotes none that was found.");
  return "reasoning";
}

function trustOf({ trust, kind, verified, notes }: Standing, ground: Ground): Point["trust"] {
  if (kind !== "unique_insights" || trust !== "sourced" || !ground.sources) return trust;
  if (verified.some((view) => namesRetrieved(view, ground))) return trust;
  notes.push("Called sourced by the judge; it names no source that was found.");
  return "plausible";
}

/** The words of the question that nobody covers, as the user wrote them; null when they are only implied. */
function askOf({ ask }: WirePoint, { question }: Ground, notes: string[]): string | null {
  if (!ask || question === undefined) return ask;
  const asked = findAsked(question, ask);
  if (asked === null) notes.push("Implied by the question, not asked in these words.");
  return asked;
}

function evidenceOf(views: readonly View[], { sources }: Ground): Point["evidence"] {
  if (!sources || views.length === 0) return null;
  const ids = new Set(views.flatMap((view) => view.sources));
  return { panelists: views.length, ...countSources(ids, sources) };
}

/** Whether a view rests on a page that somebody saw; a link that nobody followed supports nothing. */
function namesRetrieved(view: Pick<View, "sources">, { sources = [] }: Ground): boolean {
  const retrieved = retrievedIds(sources);
  return view.sources.some((id) => retrieved.has(id));
}

/**
 * `partly` when marked so; else `supports`; in contradictions the favoured side supports and every other contradicts
 * (unresolved: the largest side, then the first listed, is the reference).
 */
function withStances(kind: PointKind, verified: readonly Verified[], favors: readonly PanelistId[]): View[] {
  const favouredSides = sidesOf(verified.filter((view) => favors.includes(view.panelistId)));
  const open = openStances(verified);
  const stanceOf = (view: Verified, at: number): Stance => {
    if (kind !== "contradictions") return view.wire.part ? "partly" : "supports";
    if (favouredSides.size === 0) return open[at] ?? "contradicts";
    return favouredSides.has(sideOf(view.says)) ? "supports" : "contradicts";
  };
  return verified.map((view, at) => {
    const { wire: _wire, label: _label, ...rest } = view;
    return { ...rest, stance: stanceOf(view, at) };
  });
}

/** Complete answers that are not named; a cut-off answer is not known to be silent. */
function silentPanelists(answers: readonly JudgedAnswer[], named: readonly { panelistId: string }[]): PanelistId[] {
  return answers
    .filter(({ answer }) => answer.status === "done" && !named.some((view) => view.panelistId === answer.panelistId))
    .map(({ answer }) => PanelistId.parse(answer.panelistId));
}
