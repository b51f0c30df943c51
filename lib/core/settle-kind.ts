import type { PointKind, Stance } from "./analysis";
import { normaliseText } from "./normalise-text";
import { alsoWritten, type CheckedViews, type JudgedAnswer, type Verified } from "./settle-views";
import type { WirePoint } from "./wire-point";

/** What a line is after its quotes were checked: its kind may change, and every change leaves a note. */
export type Standing = {
  kind: PointKind;
  point: string;
  trust: WirePoint["trust"] | null;
  verified: Verified[];
  notes: string[];
};

/** The kind that the verified views allow (judge.md section 12); at least one view is verified. */
export function standingOf(line: WirePoint, checked: CheckedViews, answers: readonly JudgedAnswer[]): Standing {
  const { verified, notes } = checked;
  const trust = line.kind === "unique_insights" ? line.trust : null;
  const standing: Standing = { kind: line.kind, point: line.point, trust, verified, notes: [...notes] };
  const isLone = line.views.length < 2;
  const settled = line.kind === "contradictions" ? settleContradiction(standing, answers.length, isLone) : standing;
  const agreed = settled.kind === "consensus" ? settleConsensus(settled, answers.length) : settled;
  const shared = agreed.kind === "unique_insights" ? settleInsight(agreed, answers) : agreed;
  return shared.kind === "partial_coverage" ? settlePartial(shared, answers.length) : shared;
}

/** `isLone`: the judge named one panelist only, against what the previous verdict said. */
function settleContradiction(standing: Standing, active: number, isLone: boolean): Standing {
  const [first, second] = standing.verified;
  if (!first) return standing;
  if (!second) {
    const note = isLone
      ? "Listed as a contradiction to the last turn; one panelist stands for it, so it is partial coverage."
      : "Listed as a contradiction; the words of only one side were found, so it is partial coverage.";
    return changed(standing, { kind: "partial_coverage", point: first.says }, note);
  }
  if (sidesOf(standing.verified).size > 1) return { ...standing, point: "" };
  const agreed = settleConsensus({ ...standing, kind: "consensus", point: first.says }, active);
  const note = "Listed as a contradiction; the quoted panelists say the same.";
  return { ...agreed, notes: [note, ...agreed.notes] };
}

function settleConsensus(standing: Standing, active: number): Standing {
  const count = standing.verified.length;
  if (count >= 2 && 2 * count >= active) return standing;
  if (count === 1 && active > 2) {
    const note = "Listed as consensus; the words of only one panelist were found, so it is a unique insight.";
    return changed(standing, { kind: "unique_insights", trust: "plausible" }, note);
  }
  const note = "Listed as consensus; the words of too few panelists were found, so it is partial coverage.";
  return changed(standing, { kind: "partial_coverage" }, note);
}

function settleInsight(standing: Standing, answers: readonly JudgedAnswer[]): Standing {
  const [only] = standing.verified;
  const others = only ? alsoWritten(only, answers) : [];
  if (others.length === 0) return standing;
  const verified = [...standing.verified, ...others];
  const note = "Listed for one panelist; others wrote the same words and were added.";
  return changed(standing, { kind: "partial_coverage", trust: null, verified }, note);
}

function settlePartial(standing: Standing, active: number): Standing {
  if (active < 2 || standing.verified.length < active) return standing;
  return changed(standing, { kind: "consensus" }, "Listed as partial coverage; every panelist is quoted for it.");
}

function changed(standing: Standing, change: Partial<Standing>, note: string): Standing {
  return { ...standing, ...change, notes: [...standing.notes, note] };
}

/** The different positions of a contradiction. */
export function sidesOf(verified: readonly Pick<Verified, "says">[]): Set<string> {
  return new Set(verified.map(({ says }) => sideOf(says)));
}

/** What makes two positions one side: the same words, whatever their case and marks. */
export function sideOf(says: string): string {
  return normaliseText(says).text.replace(/[.!。]+$/, "");
}

/** Who stands where in a contradiction that nobody decided: the largest side, then the first listed, is the reference. */
export function openStances(views: readonly Pick<Verified, "says">[]): Stance[] {
  const sizes = new Map<string, number>();
  for (const { says } of views) sizes.set(sideOf(says), (sizes.get(sideOf(says)) ?? 0) + 1);
  const [largest] = [...sizes].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return views.map(({ says }) => (sideOf(says) === largest ? "supports" : "contradicts"));
}
