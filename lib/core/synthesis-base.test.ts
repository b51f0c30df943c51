import { describe, expect, test } from "vitest";
import type { PointState } from "./analysis";
import { queuedAnswer } from "./apply-answer-event";
import { point } from "./audit-kit";
import { PanelistId } from "./ids";
import { readAnswer } from "./judge-answers";
import { chooseBase, support } from "./synthesis-base";
import { isMostlyCode, wantedFormat } from "./wanted-format";

const code =
  "Use this:\n\n```ts\nexport const add = (a: number, b: number) => a + b;\nexport const more = add(1, 2);\n```\n";
const prose = "Adding two numbers is easy, and there are many ways to do it in any language you like.";

function answersOf(...texts: { text: string; status?: "done" | "cut_off" }[]) {
  return texts.map(({ text, status = "done" }, index) =>
    readAnswer("ABCDEFGH".charAt(index), { ...queuedAnswer(`p${index + 1}`, 1, "t:a"), status, text }),
  );
}

const ids = (...seats: number[]) => seats.map((seat) => PanelistId.parse(`p${seat}`));

function views(...seats: number[]): PointState["views"] {
  return ids(...seats).map((panelistId) => ({
    panelistId,
    attempt: 1,
    stance: "supports",
    says: "",
    quote: "",
    check: "verbatim",
    start: 0,
    end: 1,
    sources: [],
  }));
}

describe("wanted formats", () => {
  test.each([
    ["Return the result as valid JSON.", "JSON"],
    ["List three cities. Only JSON, please.", "JSON"],
    ["Gib mir die Liste als CSV.", "CSV"],
    ["Convert this into YAML", "YAML"],
    ["Write a regex that matches dates.", "regular expression"],
    ["Write an SQL query for all users", "SQL"],
    ["Reply with only the code.", "code"],
    ["Give me a JSON object with name and age", "JSON"],
  ])("%s", (request, format) => {
    expect(wantedFormat(request)).toBe(format);
  });

  test.each([
    "Is JSON or YAML better for configuration?",
    "Why do people store data in JSON?",
    "How do I return JSON from a Flask route, and is it slow?",
    "Explain regular expressions to a child.",
    "What does this SQL query do?",
    "Give reasons why we should not write code in JSON or XML",
    "Do heat pumps work in old houses?",
  ])("%s", (request) => {
    expect(wantedFormat(request)).toBeNull();
  });
});

test("an answer is mostly code when its fences hold more than half of it", () => {
  expect([code, prose, `${code}${prose}${prose}`, "`inline` only"].map(isMostlyCode)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

describe("the base answer", () => {
  const lost = point("c1", { views: views(1, 2), favors: ids(2), weight: 3 });
  const shared = point("c2", { kind: "consensus", views: views(1, 2, 3), weight: 2 });
  const insight = point("c3", { kind: "unique_insights", views: views(3), trust: "plausible", weight: 2 });

  test("is chosen for code and strict formats only", () => {
    const points = [lost, shared];
    expect(chooseBase("How?", answersOf({ text: prose }, { text: prose }), points)).toBeNull();
    expect(chooseBase("How?", answersOf({ text: code }, { text: prose }), points)).toBeNull();
    expect(chooseBase("How?", answersOf({ text: code }, { text: code }, { text: prose }), points)).toBe("B");
    expect(chooseBase("Return it as JSON.", answersOf({ text: prose }, { text: prose }), points)).toBe("B");
  });

  test("has the most weight on the accepted side, less the contradictions it lost", () => {
    const points = [lost, shared, insight];
    expect(["p1", "p2", "p3"].map((id) => support(id, points))).toEqual([2 - 3, 2 + 3, 2 + 2]);
  });

  test("gains nothing from open contradictions, doubtful insights and dropped points", () => {
    const open = point("c4", { views: views(1, 2), favors: [], weight: 3 });
    const doubtful = { ...insight, trust: "doubtful" as const };
    const dropped = { ...shared, ruling: { pointId: shared.id, decision: "drop" as const, panelistIds: [] } };
    for (const id of ["p1", "p2", "p3"]) expect(support(id, [open, doubtful, dropped])).toBe(0);
  });

  test("follows the user's rulings", () => {
    const ruled = { ...lost, ruling: { pointId: lost.id, decision: "side" as const, panelistIds: ids(1) } };
    const both = { ...lost, ruling: { pointId: lost.id, decision: "both" as const, panelistIds: [] } };
    const unresolved = { ...lost, ruling: { pointId: lost.id, decision: "unresolved" as const, panelistIds: [] } };
    expect(["p1", "p2"].map((id) => support(id, [ruled]))).toEqual([3, -3]);
    expect(["p1", "p2"].map((id) => support(id, [both]))).toEqual([3, 3]);
    expect(["p1", "p2"].map((id) => support(id, [unresolved]))).toEqual([0, 0]);
  });

  test("is whole rather than cut off, and then the first by letter", () => {
    const texts = [{ text: code, status: "cut_off" as const }, { text: code }, { text: code }];
    expect(chooseBase("How?", answersOf(...texts), [])).toBe("B");
    expect(chooseBase("How?", answersOf({ text: code }, { text: code }), [])).toBe("A");
  });
});
