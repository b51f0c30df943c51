import { expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import { normaliseText } from "./normalise-text";
import { judgedAnswer, settleLine } from "./settle";
import { WirePoint } from "./wire-point";

const answer = (label: string, panelistId: string, text: string) =>
  judgedAnswer(label, { ...queuedAnswer(panelistId, 1, "t:x"), status: "done", text });
const answers = [
  answer("A", "p1", "The range falls by a third in frost, and nothing else matters much."),
  answer("B", "p2", "In winter the range falls by a third in frost; plan for it."),
  answer("C", "p3", "Frost costs a tenth of the range at most, so do not worry."),
];
const previous = normaliseText("Plan for a **tenth** less range in frost. Chargers belong at the depot.");

type Line = { kind: string; views: object[]; favors?: string[]; basis?: string; trust?: string };
const settle = (line: Line, more: Partial<Parameters<typeof settleLine>[2]> = {}) =>
  settleLine(WirePoint.parse({ topic: "Range", weight: 3, point: "A third less.", ...line }), 1, {
    answers,
    kept: [],
    previous,
    ...more,
  });
const pointOf = (settled: ReturnType<typeof settle>) => {
  if (!("point" in settled)) throw new Error(`The point fell: ${settled.dropped.reason}.`);
  return settled.point;
};
const reasonOf = (settled: ReturnType<typeof settle>) => ("dropped" in settled ? settled.dropped.reason : null);

const a = { by: "A", quote: "range falls by a third in frost", says: "a third" };
const only = { by: "A", quote: "nothing else matters much", says: "nothing else" };
const b = { by: "B", quote: "range falls by a third in frost", says: "a third" };
const c = { by: "C", quote: "Frost costs a tenth of the range", says: "a tenth" };
const p = { by: "P", quote: "Plan for a tenth less range in frost", says: "a tenth", changed: true };

test("what the last turn said stands beside a point in that answer's own words, and is no view", () => {
  const point = pointOf(settle({ kind: "consensus", views: [a, b, p] }));
  expect(point.before).toEqual({ quote: "Plan for a **tenth** less range in frost", says: "a tenth", changed: true });
  expect(point.views.map(({ panelistId }) => panelistId)).toEqual(["p1", "p2"]);
  expect(point).toMatchObject({ kind: "consensus", unverified: [], silent: ["p3"], notes: [], evidence: null });
});

test("P is no second panelist: it makes no consensus, no contradiction and no point by itself", () => {
  expect(pointOf(settle({ kind: "consensus", views: [only, p] }))).toMatchObject({
    kind: "unique_insights",
    before: { changed: true },
  });
  expect(pointOf(settle({ kind: "contradictions", views: [a, p] }))).toMatchObject({
    kind: "partial_coverage",
    point: "a third",
    before: { says: "a tenth" },
    notes: ["Listed as a contradiction to the last turn; one panelist stands for it, so it is partial coverage."],
  });
  for (const kind of ["consensus", "contradictions", "partial_coverage", "unique_insights"]) {
    expect(reasonOf(settle({ kind, views: [p, p] }))).toBe("bad_shape");
  }
  const two = [...answers.slice(0, 1), ...answers.slice(2)];
  expect(pointOf(settle({ kind: "partial_coverage", views: [a, p] }, { answers: two })).kind).toBe("partial_coverage");
});

test("an insight keeps its one view beside P", () => {
  expect(pointOf(settle({ kind: "unique_insights", views: [only, p] }))).toMatchObject({
    kind: "unique_insights",
    views: [{ panelistId: "p1" }],
    before: { says: "a tenth" },
  });
});

test("P is never favoured and takes nothing from those who are", () => {
  const sides = { kind: "contradictions", views: [a, c, p], basis: "reasoning" };
  expect(pointOf(settle({ ...sides, favors: ["P", "A"] }))).toMatchObject({ favors: ["p1"], notes: [] });
  expect(pointOf(settle({ ...sides, favors: ["P"] }))).toMatchObject({ favors: [], basis: "none" });
});

test("equal positions tell what changed, whatever the judge calls it; else the judge does", () => {
  const changedIn = (line: Line) => pointOf(settle(line)).before?.changed;
  const sides = { kind: "contradictions", views: [a, c, p], basis: "reasoning" };
  expect(changedIn({ ...sides, favors: ["C"], views: [a, c, { ...p, changed: true }] })).toBe(false);
  expect(changedIn({ ...sides, favors: ["A"], views: [a, c, { ...p, changed: false }] })).toBe(true);
  expect(changedIn({ ...sides, favors: [] })).toBe(true);
  expect(changedIn({ kind: "consensus", views: [a, b, { ...p, says: "", changed: false }] })).toBe(false);
  const { changed: _changed, ...untold } = p;
  expect(pointOf(settle({ kind: "consensus", views: [a, b, untold] })).before).not.toHaveProperty("changed");
});

test("words that the last turn did not write are not shown, and nobody else is given them", () => {
  const invented = { ...p, quote: "buses lose half of their range" };
  const ofAnother = { ...p, quote: "Frost costs a tenth of the range" };
  for (const view of [invented, ofAnother]) {
    const settled = settle({ kind: "consensus", views: [a, b, view] });
    expect(pointOf(settled)).not.toHaveProperty("before");
    expect(pointOf(settled).views).toHaveLength(2);
    expect(settled.quotes).toEqual({ checked: 2, failed: 0, missing: [] });
  }
  const withReal = settle({ kind: "consensus", views: [a, b, invented, p] });
  expect(pointOf(withReal).before?.says).toBe("a tenth");
});

test("without a previous verdict P is a letter that nobody has", () => {
  const none = { previous: null };
  expect(pointOf(settle({ kind: "consensus", views: [a, b, p] }, none))).not.toHaveProperty("before");
  expect(reasonOf(settle({ kind: "unique_insights", views: [a, p] }, none))).toBe("bad_shape");
});
