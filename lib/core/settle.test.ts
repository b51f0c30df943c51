import { expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import { judgedAnswer, settlePoint } from "./settle";
import { WirePoint } from "./wire-point";

const answers = [
  judgedAnswer("A", {
    ...queuedAnswer("p1", 1, "t:a"),
    status: "done",
    text: "The cap binds by law and prices follow it.",
  }),
  judgedAnswer("B", {
    ...queuedAnswer("p2", 1, "t:b"),
    status: "done",
    text: "A tax is certain and prices follow it.",
  }),
  judgedAnswer("C", { ...queuedAnswer("p3", 1, "t:c"), status: "done", text: "Neither matters much in the end." }),
  judgedAnswer("D", { ...queuedAnswer("p4", 1, "t:d"), status: "cut_off", text: "It depends on what the" }),
];
const settle = (line: object, kept: Parameters<typeof settlePoint>[3] = []) =>
  settlePoint(WirePoint.parse({ topic: "Instrument", weight: 3, point: "Prices follow.", ...line }), 1, answers, kept);
const a = { by: "A", quote: "and prices follow it", says: "the cap" };
const b = { by: "B", quote: "and prices follow it", says: "the tax" };
const invented = { by: "C", quote: "the tax is always better", says: "tax" };

test("a consensus keeps verified views, reports the unverified one, and computes silence without the cut-off answer", () => {
  const settled = settle({ kind: "consensus", views: [a, b] });
  expect(settled).toMatchObject({
    point: {
      id: "c1",
      views: [{ panelistId: "p1", stance: "supports", start: 21, end: 41 }, { panelistId: "p2" }],
      silent: ["p3"],
    },
  });
  expect(settle({ kind: "consensus", views: [a, b, invented] })).toMatchObject({
    point: { views: [{}, {}], unverified: [{ panelistId: "p3", says: "tax" }], silent: [] },
  });
});

test("a point that keeps too few verified views falls with the reason", () => {
  expect(settle({ kind: "consensus", views: [a, invented] })).toMatchObject({
    dropped: { reason: "quote_missing", panelistIds: ["p1", "p3"] },
  });
  expect(settle({ kind: "unique_insights", views: [invented] })).toMatchObject({
    dropped: { reason: "quote_missing" },
  });
});

test("in a contradiction the favoured side supports; unresolved, the largest side is the reference", () => {
  const third = { by: "C", quote: "Neither matters much in the end", says: "the tax" };
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

test("examples, duplicates and labels nobody has do not count", () => {
  expect(settle({ kind: "consensus", views: [{ ...a, by: "Y" }, b] })).toMatchObject({
    dropped: { reason: "example_copied" },
  });
  const first = settle({ kind: "consensus", views: [a, b] });
  if (!("point" in first)) throw new Error("The first is kept.");
  expect(settle({ kind: "consensus", topic: "instrument", views: [a, b] }, [first.point])).toMatchObject({
    dropped: { reason: "duplicate" },
  });
  expect(settle({ kind: "consensus", views: [a, { ...b, by: "G" }] })).toMatchObject({
    dropped: { reason: "quote_missing" },
  });
});

test("points over the cap of their kind are listed, not kept", () => {
  const blind = (number: number) => {
    const settled = settlePoint(
      WirePoint.parse({ kind: "blind_spots", topic: `Topic ${number}`, point: "Nobody says." }),
      number,
      answers,
      [],
    );
    if (!("point" in settled)) throw new Error("A blind spot stands without views.");
    return settled.point;
  };
  const kept = [1, 2, 3, 4, 5].map(blind);
  expect(settle({ kind: "blind_spots", topic: "One more" }, kept)).toMatchObject({ dropped: { reason: "over_cap" } });
});

test("violations of the wire format that lose nothing are mended, the others refused", () => {
  const line = {
    kind: "Unique insight",
    topic: "Reserve",
    weight: 9,
    trust: "sure",
    point: "A hybrid.",
    views: [a, { by: 4 }],
  };
  expect(WirePoint.parse(line)).toMatchObject({
    kind: "unique_insights",
    weight: 2,
    trust: "plausible",
    views: [{ by: "A" }],
  });
  expect(WirePoint.safeParse({ ...line, kind: "opinion" }).success).toBe(false);
  expect(WirePoint.safeParse({ ...line, point: "" }).success).toBe(false);
  expect(
    WirePoint.safeParse({ kind: "contradictions", topic: "Reserve", views: [a, { ...b, says: "" }] }).success,
  ).toBe(false);
});
