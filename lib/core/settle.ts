import type { DroppedPoint, Point, PointKind, Stance, UnverifiedView, View } from "./analysis";
import { PanelistId, PointId } from "./ids";
import { findQuote, type NormalisedText, normaliseText } from "./quotes";
import type { AnswerState } from "./turn";
import type { WirePoint, WireView } from "./wire-point";

/** One answer as the judge knows it: an anonymous letter, and the text that quotes are checked against. */
export type JudgedAnswer = { label: string; answer: AnswerState; text: NormalisedText };

export function judgedAnswer(label: string, answer: AnswerState): JudgedAnswer {
  return { label, answer, text: normaliseText(answer.text) };
}

export type Settled = { point: Point } | { dropped: DroppedPoint };

/** Verified views a kind needs to stand (judge.md section 8). */
const leastViews: Readonly<Record<PointKind, number>> = {
  consensus: 2,
  contradictions: 2,
  partial_coverage: 1,
  unique_insights: 1,
  blind_spots: 0,
};

/** How many points of a kind are kept; first come, first kept. */
const caps: Readonly<Record<PointKind, number>> = {
  consensus: 8,
  contradictions: 6,
  partial_coverage: 6,
  unique_insights: 8,
  blind_spots: 5,
};

/**
 * Checks a point's quotes against the answers and gives it its stored form. A view counts only when its quote is found
 * verbatim; a point that keeps too few views falls, with the reason. `silent` is computed, never taken from the judge.
 */
export function settlePoint(
  line: WirePoint,
  number: number,
  answers: readonly JudgedAnswer[],
  kept: readonly Point[],
): Settled {
  const named = line.views.flatMap((view) => {
    const judged = answers.find(({ label }) => label === view.by);
    return judged ? [{ view, judged }] : [];
  });
  const drop = (reason: DroppedPoint["reason"]): Settled => ({
    dropped: {
      reason,
      topic: line.topic,
      says: line.point || line.topic,
      panelistIds: named.map(({ judged }) => PanelistId.parse(judged.answer.panelistId)),
    },
  });
  const unwanted = reasonToRefuse(line, kept);
  if (unwanted) return drop(unwanted);
  const { verified, unverified } = checkViews(named);
  if (verified.length < leastViews[line.kind]) return drop("quote_missing");
  if (line.kind === "contradictions" && new Set(verified.map((view) => view.says)).size < 2) return drop("bad_shape");
  const favors = favoured(line, named, verified);
  return {
    point: {
      id: PointId.parse(`c${number}`),
      kind: line.kind,
      topic: line.topic,
      weight: line.weight,
      point: line.kind === "contradictions" ? line.topic : line.point,
      views: withStances(line, verified, favors),
      unverified,
      silent: silentPanelists(answers, [...verified, ...unverified]),
      favors,
      basis: favors.length > 0 ? line.basis : "none",
      why: line.why,
      trust: line.kind === "unique_insights" ? line.trust : null,
      ask: line.ask,
    },
  };
}

function reasonToRefuse(line: WirePoint, kept: readonly Point[]): DroppedPoint["reason"] | null {
  const alike = kept.filter((point) => point.kind === line.kind);
  if (line.views.some((view) => /^[YZ]$/.test(view.by))) return "example_copied";
  if (alike.some((point) => sameTopic(point.topic, line.topic))) return "duplicate";
  return alike.length >= caps[line.kind] ? "over_cap" : null;
}

type Named = { view: WireView; judged: JudgedAnswer };
type Verified = Omit<View, "stance"> & { part: boolean };

/** The first view of each panelist: found in its answer, or set aside as unverified. */
function checkViews(named: readonly Named[]): { verified: Verified[]; unverified: UnverifiedView[] } {
  const verified: Verified[] = [];
  const unverified: UnverifiedView[] = [];
  for (const { view, judged } of named) {
    const panelistId = PanelistId.parse(judged.answer.panelistId);
    if (verified.some((other) => other.panelistId === panelistId)) continue;
    const found = findQuote(judged.text, view.quote);
    if (!found) {
      unverified.push({ panelistId, says: view.says || view.quote });
      continue;
    }
    verified.push({
      panelistId,
      attempt: judged.answer.attempt,
      says: view.says,
      quote: judged.answer.text.slice(found.start, found.end),
      check: "verbatim",
      ...found,
      sources: view.sources,
      part: view.part,
    });
  }
  const reported = unverified.filter((view) => !verified.some((other) => other.panelistId === view.panelistId));
  return { verified, unverified: reported };
}

/** The better supported side, limited to verified views; covering every side is the same as none. */
function favoured(line: WirePoint, named: readonly Named[], verified: readonly Verified[]): PanelistId[] {
  if (line.kind !== "contradictions") return [];
  const ids = new Set(
    named.filter(({ judged }) => line.favors.includes(judged.label)).map(({ judged }) => judged.answer.panelistId),
  );
  const accepted = verified.filter((view) => ids.has(view.panelistId)).map((view) => view.panelistId);
  return accepted.length === verified.length ? [] : accepted;
}

/**
 * `partly` when marked so; else `supports`; in contradictions the favoured side supports and every other contradicts
 * (unresolved: the largest side, then the first listed, is the reference).
 */
function withStances(line: WirePoint, verified: readonly Verified[], favors: readonly PanelistId[]): View[] {
  const reference = line.kind === "contradictions" && favors.length === 0 ? largestSide(verified) : null;
  const stanceOf = (view: Verified): Stance => {
    if (line.kind !== "contradictions") return view.part ? "partly" : "supports";
    const accepted = reference === null ? favors.includes(view.panelistId) : view.says === reference;
    return accepted ? "supports" : "contradicts";
  };
  return verified.map((view) => {
    const { part: _, ...rest } = view;
    return { ...rest, stance: stanceOf(view) };
  });
}

function largestSide(verified: readonly Verified[]): string {
  const sizes = new Map<string, number>();
  for (const view of verified) sizes.set(view.says, (sizes.get(view.says) ?? 0) + 1);
  const [first] = [...sizes].toSorted((a, b) => b[1] - a[1]);
  return first?.[0] ?? "";
}

/** Complete answers that are not named; a cut-off answer is not known to be silent. */
function silentPanelists(answers: readonly JudgedAnswer[], named: readonly { panelistId: string }[]): PanelistId[] {
  return answers
    .filter(({ answer }) => answer.status === "done" && !named.some((view) => view.panelistId === answer.panelistId))
    .map(({ answer }) => PanelistId.parse(answer.panelistId));
}

function sameTopic(a: string, b: string): boolean {
  return normaliseText(a).text === normaliseText(b).text;
}
