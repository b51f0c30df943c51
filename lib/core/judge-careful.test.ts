import { expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import type { TurnEvent } from "./events";
import { readAnswer } from "./judge-answers";
import { inSecondOrder } from "./judge-careful";
import { blind, careful, first, insight, judged, line, quotes, second, sides, text } from "./judge-test-kit";

const revisions = (events: readonly TurnEvent[]) =>
  events.flatMap((event) => (event.type === "analysis-revised" ? [event] : []));

test("the same judge reads the answers again in another order, each under another letter; the rest of the prompt is the same", async () => {
  const { tasks, asked, verdict } = await judged({ full: text(first()), second: text(second()) }, careful);
  expect(tasks).toEqual(["full", "second", "final"]);
  expect(verdict).toMatchObject({ labels: { A: "p2", B: "p1" }, secondLabels: { A: "p1", B: "p2" } });
  const [one, two, final] = asked.map(({ prompt }) => prompt);
  const idsOf = (prompt = "") =>
    Array.from(prompt.matchAll(/<answer-\w+ id="(\w)"[^>]*>\n(\w+)/g), ([, id, word]) => `${id} ${word}`);
  expect([idsOf(one), idsOf(two), idsOf(final)]).toEqual([
    ["A No", "B Yes"],
    ["A Yes", "B No"],
    ["A No", "B Yes"],
  ]);
  const withoutAnswers = (prompt = "") => prompt.replace(/<answer[\s\S]*<\/answer-\w+>/, "");
  expect(withoutAnswers(two)).toBe(withoutAnswers(one));
  expect(asked[0]?.request.messages[0]).toEqual(asked[1]?.request.messages[0]);
});

test("in the second order every answer stands elsewhere, and blocks keep the order of their letters", () => {
  for (const count of [2, 3, 4, 5, 6, 7, 8]) {
    const answers = Array.from("ABCDEFGH".slice(0, count), (label, at) =>
      readAnswer(label, queuedAnswer(`p${at + 1}`, 1, "t:x")),
    );
    const again = inSecondOrder(answers);
    const seats = (list: typeof again) => list.map(({ answer }) => answer.panelistId);
    expect(again.map(({ label }) => label)).toEqual(answers.map(({ label }) => label));
    expect(seats(again).toSorted()).toEqual(seats(answers));
    expect(seats(again).filter((id, at) => id === seats(answers)[at])).toEqual([]);
    expect(inSecondOrder(answers)).toEqual(again);
  }
});

test("points found in both orders are stable, by words, topic or what is asked; the others are marked; one event says so", async () => {
  const { points, events } = await judged(
    {
      full: text(first(), insight("Here only", "B", "turns twice a day"), blind("Harbour"), blind("Why", "Is it so")),
      second: text(
        insight("There only", "B", "never turns here"),
        second(),
        blind("harbour"),
        blind("The reason", "is it so?"),
        blind("New"),
      ),
    },
    careful,
  );
  expect(points.map(({ id, topic, order }) => [id, topic, order])).toEqual([
    ["c1", "Whether", "stable"],
    ["c2", "Here only", "one_order"],
    ["c3", "Harbour", "stable"],
    ["c4", "Why", "stable"],
    ["c5", "There only", "one_order"],
    ["c9", "New", "one_order"],
  ]);
  expect(points[4]?.views.map(({ panelistId }) => panelistId)).toEqual(["p2"]);
  expect(revisions(events)).toHaveLength(1);
  const added = events.flatMap((event) => (event.type === "point-added" ? [event.point.id] : []));
  expect(added).toEqual(["c1", "c2", "c3", "c4"]);
});

test("one topic for the words of different panelists is not found in both orders", async () => {
  const { points, verdict } = await judged(
    {
      full: text(insight("An addition", "B", "turns twice a day")),
      second: text(insight("An addition", "B", "never turns here")),
    },
    careful,
  );
  expect(points).toMatchObject([{ id: "c1", order: "one_order", views: [{ panelistId: "p1" }] }]);
  expect(verdict.dropped).toMatchObject([{ topic: "An addition", reason: "duplicate", panelistIds: ["p2"] }]);
});

test("a leaning that is the same in both orders stays; one that changes is called open, with its reason gone", async () => {
  const lean = (by: string) => ({ favors: [by], basis: "reasoning", why: "It has the better reason." });
  const order = async (one: object, two: object) => {
    const { points } = await judged({ full: text(first(one)), second: text(second(two)) }, careful);
    return points[0];
  };
  expect(await order(lean("B"), lean("A"))).toMatchObject({ order: "stable", favors: ["p1"], basis: "reasoning" });
  expect(await order({}, {})).toMatchObject({ order: "stable", favors: [], basis: "none", notes: [] });
  expect(await order(lean("A"), lean("A"))).toMatchObject({
    order: "flips",
    favors: [],
    basis: "none",
    why: "",
    notes: [expect.stringContaining("another side")],
    views: [
      { panelistId: "p1", stance: "supports" },
      { panelistId: "p2", stance: "contradicts" },
    ],
  });
  expect(await order(lean("B"), {})).toMatchObject({
    order: "flips",
    favors: [],
    notes: [expect.stringContaining("only one")],
  });
  expect(await order({}, lean("A"))).toMatchObject({ order: "flips", favors: [], basis: "none" });
});

test("the caps hold for both orders together, and losses are listed once", async () => {
  const spots = (...names: string[]) => names.map((name) => blind(name));
  const invented = (yes: string, no: string) =>
    line("Invented", { views: sides(yes, no).map((view) => ({ ...view, quote: "nobody wrote such words" })) });
  const { points, verdict } = await judged(
    {
      full: text(...spots("One", "Two", "Three", "Four"), invented("B", "A")),
      second: text(invented("A", "B"), ...spots("Five", "Six"), second(), second({ topic: "Again" })),
    },
    careful,
  );
  expect(points.map(({ topic }) => topic)).toEqual(["One", "Two", "Three", "Four", "Five", "If it is so"]);
  expect(verdict.dropped.map(({ topic, reason }) => [topic, reason])).toEqual([
    ["Invented", "quote_missing"],
    ["Six", "over_cap"],
  ]);
});

test("words missing in either order are asked for in one call, under the letters of the first", async () => {
  const half = (yes: string, no: string, topic: string) =>
    line(topic, { views: [sides(yes, no)[0], { by: no, quote: "nobody wrote such words", says: "it is not" }] });
  const other = (by: string, quote: string) => insight("Elsewhere", by, quote);
  const { tasks, asked, points, verdict, events } = await judged(
    {
      full: text(half("B", "A", "Whether")),
      second: text(half("A", "B", "whether"), other("B", "words that nobody wrote either")),
      quotes: `{"n":1,"quote":"${quotes.no}"}\n{"n":2,"quote":"tide never turns here"}`,
    },
    careful,
  );
  expect(tasks).toEqual(["full", "second", "quotes", "final"]);
  const list = /<quotes-\w+>\n([\s\S]*?)\n<\/quotes/.exec(asked[2]?.prompt ?? "")?.[1]?.split("\n");
  expect(list).toMatchObject([
    expect.stringMatching(/^1\. Answer A \| Whether/),
    expect.stringMatching(/^2\. Answer A \| Elsewhere/),
  ]);
  expect(asked[2]?.prompt.startsWith(asked[0]?.prompt.split("TASK:")[0] ?? "-")).toBe(true);
  expect(points).toMatchObject([
    { id: "c1", kind: "contradictions", order: "stable", views: [{}, { panelistId: "p2" }] },
    { id: "c3", topic: "Elsewhere", order: "one_order", views: [{ panelistId: "p2", quote: "tide never turns here" }] },
  ]);
  expect(revisions(events)).toHaveLength(1);
  expect(verdict).toMatchObject({ quotes: { checked: 5, failed: 3 }, askedAgain: ["second_order", "quotes"] });
});
