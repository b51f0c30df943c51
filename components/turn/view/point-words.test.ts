import { expect, test } from "vitest";
import { point, view } from "@/components/turn/fixtures/turn";
import { quotePieces, serverNotes } from "./point-words";

test("a shortened quote shows all the author's words, those left out apart from the quoted ones", () => {
  const parts = [
    { start: 100, end: 107 },
    { start: 118, end: 122 },
  ];
  const shortened = view(1, { quote: "The cap, although weak, binds", check: "elided", start: 100, end: 129, parts });
  expect(quotePieces(shortened)).toEqual([
    { text: "The cap", quoted: true },
    { text: ", although ", quoted: false },
    { text: "weak", quoted: true },
    { text: ", binds", quoted: false },
  ]);
  expect(quotePieces(view(1))).toEqual([{ text: "quoted words", quoted: true }]);
});

test("notes and evidence are told in sentences, and a turn of an earlier version has none", () => {
  const evidence = { panelists: 3, sources: 2, domains: 1 };
  expect(serverNotes(point(1, { notes: ["Changed."], evidence }))).toEqual([
    "Behind it: 3 panelists, 2 sources from 1 site.",
    "Changed.",
  ]);
  expect(serverNotes(point(1, { evidence: { panelists: 2, sources: 0, domains: 0 } }))).toEqual([]);
  expect(serverNotes({})).toEqual([]);
});

test("what the last turn said is told in its own words, as changed or the same only where that is known", () => {
  const before = { quote: "a **tenth** less range", says: "a tenth" };
  const noteOf = (changed: object) => serverNotes(point(1, { before: { ...before, ...changed } }))[0];
  expect(noteOf({ changed: true })).toBe("Changed since last turn, which said: “a tenth less range”");
  expect(noteOf({ changed: false })).toBe("As last turn said: “a tenth less range”");
  expect(noteOf({})).toBe("Last turn said: “a tenth less range”");
});
