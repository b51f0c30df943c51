import { expect, test } from "vitest";
import type { PointState } from "@/lib/core/analysis";
import { PanelistId } from "@/lib/core/ids";
import type { Reply } from "@/lib/core/rebuttal-reply";
import { pointAsText } from "./point-text";
import { askedWords, boundWords, choicesOf, decidedWords, pendingWords } from "./ruling-words";

const seats = [
  { id: "p1", label: "Ada", role: "", model: "t:a" },
  { id: "p2", label: "Ben", role: "", model: "t:b" },
  { id: "p3", label: "Cem", role: "", model: "t:c" },
];

/** A stored contradiction; ids are branded in the type and plain in a test. */
function contradiction(more: Record<string, unknown> = {}): PointState {
  const view = (panelistId: string, stance: string, says: string) => ({ panelistId, stance, says });
  const views = [
    view("p1", "supports", "it is"),
    view("p2", "contradicts", "it is not"),
    view("p3", "supports", "It is"),
  ];
  return { id: "c1", kind: "contradictions", views, ...more } as unknown as PointState;
}

function replied(replies: Partial<Reply>[], status = "done") {
  return { rebuttal: { status, asked: ["p1", "p2", "p3"], replies } };
}

const labels = (point: PointState) => choicesOf(point, seats).map(({ label }) => label);
const rest = ["Both can be right", "Leave it open", "Drop this point"];

test("each side of a contradiction is offered by the names that stand on it; any other point can only be dropped", () => {
  expect(labels(contradiction())).toEqual(["Ada and Cem are right", "Ben is right", ...rest]);
  expect(labels(contradiction({ kind: "unique_insights" }))).toEqual(["Drop this point"]);
});

test("who has conceded is offered on the other side, and nowhere when there are two of those", () => {
  const views = contradiction().views.map((view) => ({ ...view, stance: "supports" }));
  const conceded = replied([{ panelistId: "p2", position: "concedes" } as Partial<Reply>]);
  expect(labels(contradiction({ ...conceded, views }))).toEqual(["Ada, Cem and Ben are right", ...rest]);
  const three = views.map((view, index) => ({ ...view, says: `value ${index}` }));
  expect(labels(contradiction({ ...conceded, views: three }))).toEqual(["Ada is right", "Cem is right", ...rest]);
});

test("a decision is told in a few words", () => {
  const ruled = (decision: string, panelistIds: string[] = []) =>
    decidedWords(contradiction({ ruling: { pointId: "c1", decision, panelistIds } }), seats);
  expect(decidedWords(contradiction(), seats)).toBe("");
  expect(ruled("side", ["p1", "p3"])).toBe("You decided: Ada and Cem are right");
  expect(ruled("both")).toBe("You decided: both can be right");
  expect(ruled("unresolved")).toBe("You decided: it stays open");
  expect(ruled("drop")).toBe("You dropped this point");
});

test("decisions and replies are counted in words", () => {
  expect(pendingWords(1)).toBe("1 decision is not in the final answer yet.");
  expect(pendingWords(2)).toBe("2 decisions are not in the final answer yet.");
  expect(askedWords(contradiction(replied([{}], "running")))).toBe("1 of 3 have replied");
  expect(askedWords(contradiction(replied([{}])))).toBe("");
  expect(boundWords({})).toBe("");
  expect(boundWords({ carried: ["One."] })).toBe("your decision");
  expect(boundWords({ carried: ["One.", "Two."] })).toBe("your 2 decisions");
});

test("a copied point carries its replies and how it was decided", () => {
  const replies = {
    ...replied([{ panelistId: PanelistId.parse("p2"), position: "concedes", text: "They are\nright.", failure: null }]),
  };
  const ruling = { pointId: "c1", decision: "side", panelistIds: ["p1", "p3"] };
  const views = [
    { panelistId: "p1", stance: "supports", says: "it is", quote: "it is so" },
    { panelistId: "p2", stance: "supports", says: "it is not", quote: "it is not so" },
  ];
  const text = pointAsText(contradiction({ ...replies, ruling, views, topic: "Whether", why: "Because." }), seats);
  expect(text.split("\n")).toEqual([
    "Contradiction: Whether",
    "- Ada (supports): “it is so”",
    "- Ben (supports): “it is not so”",
    "  Asked again: Concedes. They are right.",
    "Judge: Because.",
    "You decided: Ada and Cem are right.",
  ]);
});
