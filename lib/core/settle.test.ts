import { expect, test } from "vitest";
import type { View } from "./analysis";
import { queuedAnswer } from "./apply-answer-event";
import { judgedAnswer, settleLine } from "./settle";
import { WirePoint } from "./wire-point";

const answer = (label: string, panelistId: string, text: string, status: "done" | "cut_off" = "done") =>
  judgedAnswer(label, { ...queuedAnswer(panelistId, 1, "t:x"), status, text });
const answers = [
  answer("A", "p1", "The cap binds by law and prices follow it. Only A knows of the reserve here."),
  answer("B", "p2", "A tax is certain and prices follow it. Industry pays in both cases, says B."),
  answer("C", "p3", "Neither matters much in the end. But C thinks courts decide it."),
  answer("D", "p4", "It depends on what the", "cut_off"),
];
const settle = (line: object, ground: Partial<Parameters<typeof settleLine>[2]> = {}) =>
  settleLine(WirePoint.parse({ topic: "Instrument", weight: 3, point: "Prices follow.", ...line }), 1, {
    answers,
    kept: [],
    ...ground,
  });
const pointOf = (settled: ReturnType<typeof settle>) => {
  if (!("point" in settled)) throw new Error(`The point fell: ${settled.dropped.reason}.`);
  return settled.point;
};
const a = { by: "A", quote: "and prices follow it", says: "the cap" };
const b = { by: "B", quote: "and prices follow it", says: "the tax" };
const onlyA = { by: "A", quote: "Only A knows of the reserve", says: "a reserve" };
const onlyC = { by: "C", quote: "C thinks courts decide it", says: "the courts" };
const d = { by: "D", quote: "It depends on what", says: "it depends" };
const invented = { by: "C", quote: "the tax is always better", says: "tax" };

test("a consensus keeps verified views, reports the unverified one, and computes silence without the cut-off answer", () => {
  expect(pointOf(settle({ kind: "consensus", views: [a, b] }))).toMatchObject({
    id: "c1",
    views: [{ panelistId: "p1", stance: "supports", start: 21, end: 41 }, { panelistId: "p2" }],
    silent: ["p3"],
    notes: [],
  });
  expect(pointOf(settle({ kind: "consensus", views: [a, b, invented] }))).toMatchObject({
    views: [{}, {}],
    unverified: [{ panelistId: "p3", says: "tax" }],
    silent: [],
  });
});

test("a point without any verified view falls, and says whose words are missing", () => {
  const both = [{ ...a, quote: "words that nobody ever wrote" }, invented];
  for (const kind of ["consensus", "contradictions", "partial_coverage"]) {
    expect(settle({ kind, views: both })).toMatchObject({
      dropped: { reason: "quote_missing", panelistIds: ["p1", "p3"] },
    });
  }
  expect(settle({ kind: "unique_insights", views: [invented] })).toMatchObject({
    dropped: { reason: "quote_missing" },
  });
});

test("a consensus that keeps one view becomes an insight, with two panelists partial coverage, each with a note", () => {
  expect(pointOf(settle({ kind: "consensus", views: [onlyA, invented] }))).toMatchObject({
    kind: "unique_insights",
    trust: "plausible",
    notes: [expect.stringContaining("unique insight")],
  });
  expect(
    pointOf(settle({ kind: "consensus", views: [onlyA, invented] }, { answers: answers.slice(0, 2) })),
  ).toMatchObject({
    kind: "partial_coverage",
    trust: null,
    notes: [expect.stringContaining("partial coverage")],
  });
});

test("two of five are no consensus", () => {
  const five = [...answers, answer("E", "p5", "Nothing to add from here.")];
  expect(pointOf(settle({ kind: "consensus", views: [a, b] }, { answers: five })).kind).toBe("partial_coverage");
  expect(pointOf(settle({ kind: "consensus", views: [a, b] }, { answers })).kind).toBe("consensus");
});

test("partial coverage by everyone is a consensus", () => {
  expect(pointOf(settle({ kind: "partial_coverage", views: [a, b, onlyC, d] }))).toMatchObject({
    kind: "consensus",
    notes: [expect.stringContaining("every panelist")],
  });
  expect(pointOf(settle({ kind: "partial_coverage", views: [a, b, onlyC] })).kind).toBe("partial_coverage");
  expect(pointOf(settle({ kind: "partial_coverage", views: [a] }, { answers: answers.slice(0, 1) })).kind).toBe(
    "partial_coverage",
  );
});

test("a contradiction with one side left is partial coverage that says what this side says", () => {
  const views = [onlyA, { ...invented, says: "no reserve" }];
  expect(
    pointOf(settle({ kind: "contradictions", views, favors: ["A"], basis: "reasoning", why: "C is wrong." })),
  ).toMatchObject({ kind: "partial_coverage", point: "a reserve", favors: [], basis: "none", why: "" });
});

test("a contradiction in which all say the same follows the rules of consensus", () => {
  const views = [a, { ...b, says: "The cap." }];
  expect(pointOf(settle({ kind: "contradictions", views }))).toMatchObject({
    kind: "consensus",
    point: "the cap",
    notes: [expect.stringContaining("say the same")],
  });
});

test("an insight whose words others wrote too is shared with them", () => {
  const insight = { kind: "unique_insights", views: [a] };
  expect(pointOf(settle(insight))).toMatchObject({
    kind: "partial_coverage",
    trust: null,
    views: [{ panelistId: "p1" }, { panelistId: "p2", says: "", start: 17, end: 37 }],
  });
  expect(pointOf(settle(insight, { answers: answers.slice(0, 2) })).kind).toBe("consensus");
  expect(pointOf(settle({ kind: "unique_insights", views: [onlyA] })).kind).toBe("unique_insights");
});

test("words of exactly one other panelist go to their author, and the judge's leaning goes with them", () => {
  const views = [{ ...onlyC, by: "B" }, onlyA];
  expect(pointOf(settle({ kind: "contradictions", views, favors: ["B"], basis: "reasoning" }))).toMatchObject({
    views: [
      { panelistId: "p3", stance: "supports", check: "verbatim" },
      { panelistId: "p1", stance: "contradicts" },
    ],
    unverified: [],
    favors: ["p3"],
    notes: [expect.stringContaining("another panelist")],
  });
  const ambiguous = { by: "C", quote: "and prices follow it", says: "both" };
  expect(pointOf(settle({ kind: "partial_coverage", views: [ambiguous, d] })).unverified).toMatchObject([
    { panelistId: "p3" },
  ]);
});

test("what rests on a source needs one that the turn knows", () => {
  const sources = [
    { id: "S1", url: "https://www.a.example/x" },
    { id: "S2", url: "https://a.example/y" },
  ];
  const known = { ...onlyA, sources: ["S1", "S2", "S7"] };
  const insight = { kind: "unique_insights", trust: "sourced" };
  expect(pointOf(settle({ ...insight, views: [known] }, { sources }))).toMatchObject({
    trust: "sourced",
    views: [{ sources: ["S1", "S2"] }],
    evidence: { panelists: 1, sources: 2, domains: 1 },
  });
  expect(pointOf(settle({ ...insight, views: [{ ...onlyA, sources: ["S7"] }] }, { sources }))).toMatchObject({
    trust: "plausible",
    evidence: { panelists: 1, sources: 0, domains: 0 },
  });
  const sides = { kind: "contradictions", views: [known, onlyC], basis: "source" };
  expect(pointOf(settle({ ...sides, favors: ["A"] }, { sources })).basis).toBe("source");
  expect(pointOf(settle({ ...sides, favors: ["C"] }, { sources })).basis).toBe("reasoning");
});

test("a blind spot quotes the question or says that it is implied", () => {
  const spot = { kind: "blind_spots", ask: "What about our drivers" };
  const question = "Should we switch? And what about **our drivers**, in winter?";
  expect(pointOf(settle(spot, { question }))).toMatchObject({ ask: "what about **our drivers", notes: [] });
  expect(pointOf(settle({ ...spot, ask: "Should we ... in winter" }, { question })).ask).toBeNull();
  expect(pointOf(settle({ ...spot, ask: "the price of diesel" }, { question }))).toMatchObject({
    ask: null,
    notes: [expect.stringContaining("Implied")],
  });
});

test("a point about the same words of an answer repeats the one before", () => {
  const first = pointOf(settle({ kind: "unique_insights", views: [onlyA] }));
  const again = { kind: "unique_insights", topic: "Another name for it" };
  const within = { ...onlyA, quote: "A knows of the reserve here" };
  expect(settle({ ...again, views: [within] }, { kept: [first] })).toMatchObject({ dropped: { reason: "duplicate" } });
  expect(pointOf(settle({ ...again, views: [onlyC] }, { kept: [first] })).kind).toBe("unique_insights");
});

test("one panelist has at most three insights among three answers or more", () => {
  const first = pointOf(settle({ kind: "unique_insights", views: [onlyA] }));
  const kept = [1, 2, 3].map((number) => ({ ...first, topic: `Topic ${number}`, views: shifted(first.views, number) }));
  expect(settle({ kind: "unique_insights", views: [onlyA] }, { kept })).toMatchObject({
    dropped: { reason: "over_cap" },
  });
  const two = answers.slice(0, 2);
  expect(pointOf(settle({ kind: "unique_insights", views: [onlyA] }, { kept, answers: two })).kind).toBe(
    "unique_insights",
  );
});

function shifted(views: readonly View[], number: number): View[] {
  return views.map((view) => ({ ...view, start: view.start + 1000 * number, end: view.end + 1000 * number }));
}

test("a line with the wrong number of views, or of a kind that one answer cannot have, falls with the reason", () => {
  const reasonOf = (line: object, ground = {}) => {
    const settled = settle(line, ground);
    return "dropped" in settled ? settled.dropped.reason : null;
  };
  expect(reasonOf({ kind: "consensus", views: [a] })).toBe("bad_shape");
  expect(reasonOf({ kind: "contradictions", views: [a] })).toBe("bad_shape");
  expect(reasonOf({ kind: "unique_insights", views: [a, b] })).toBe("bad_shape");
  expect(reasonOf({ kind: "partial_coverage", views: [] })).toBe("bad_shape");
  const one = { answers: answers.slice(0, 1) };
  expect(reasonOf({ kind: "unique_insights", views: [a] }, one)).toBe("kind_not_allowed");
  expect(reasonOf({ kind: "consensus", views: [a, b] }, one)).toBe("kind_not_allowed");
  expect(reasonOf({ kind: "partial_coverage", views: [a] }, one)).toBeNull();
});

test("in a contradiction the favoured side supports; unresolved, the largest side is the reference", () => {
  const third = { by: "C", quote: "Neither matters much in the end", says: "The tax" };
  expect(settle({ kind: "contradictions", views: [a, b], favors: ["B"], basis: "reasoning" })).toMatchObject({
    point: {
      point: "Instrument",
      favors: ["p2"],
      basis: "reasoning",
      views: [{ stance: "contradicts" }, { stance: "supports" }],
    },
  });
  expect(settle({ kind: "contradictions", views: [a, b, third], favors: [], basis: "source" })).toMatchObject({
    point: {
      favors: [],
      basis: "none",
      views: [{ stance: "contradicts" }, { stance: "supports" }, { stance: "supports" }],
    },
  });
});

test("a leaning to every side is none, and one to panelists without words is limited to the others", () => {
  const sides = { kind: "contradictions", views: [a, b, invented], basis: "reasoning" };
  expect(pointOf(settle({ ...sides, favors: ["A", "B"] }))).toMatchObject({ favors: [], basis: "none" });
  expect(pointOf(settle({ ...sides, favors: ["A", "C"] }))).toMatchObject({ favors: ["p1"], basis: "reasoning" });
});

test("examples, duplicates and labels nobody has do not count", () => {
  const example = { dropped: { reason: "example_copied" } };
  expect(settle({ kind: "consensus", views: [{ ...a, by: "Y" }, b] })).toMatchObject(example);
  expect(settle({ kind: "consensus", views: [{ ...a, sources: ["S901"] }, b] })).toMatchObject(example);
  const first = pointOf(settle({ kind: "consensus", views: [a, b] }));
  expect(settle({ kind: "consensus", topic: "instrument", views: [a, b] }, { kept: [first] })).toMatchObject({
    dropped: { reason: "duplicate" },
  });
  expect(
    settle({
      kind: "consensus",
      views: [
        { ...a, by: "P" },
        { ...b, by: "G" },
      ],
    }),
  ).toMatchObject({
    dropped: { reason: "quote_missing" },
  });
});

test("points over the cap of their kind are listed, not kept", () => {
  const blind = (number: number) => {
    const line = WirePoint.parse({ kind: "blind_spots", topic: `Topic ${number}`, point: "Nobody says." });
    return pointOf(settleLine(line, number, { answers, kept: [] }));
  };
  const kept = [1, 2, 3, 4, 5].map(blind);
  expect(settle({ kind: "blind_spots", topic: "One more" }, { kept })).toMatchObject({
    dropped: { reason: "over_cap" },
  });
});
