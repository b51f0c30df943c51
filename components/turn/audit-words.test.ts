import { expect, test } from "vitest";
import type { PointState } from "@/lib/core/analysis";
import { PointId } from "@/lib/core/ids";
import { auditSummary, findingGroups, mendingWords, placeOf, revisionWords } from "./audit-words";

const c1 = PointId.parse("c1");
const c3 = PointId.parse("c3");
const numberOf = (id: string) => (id === "c1" ? 4 : 2);
const clean = {
  unknownSources: [],
  unopenedSources: [],
  newNumbers: [],
  unverifiedQuotations: [],
  unaddressed: [],
  wording: [],
  unparsed: [],
  unsaid: [],
};

function weighty(id: PointId): PointState {
  return {
    id,
    kind: "contradictions",
    topic: "t",
    weight: 3,
    point: "t",
    views: [],
    unverified: [],
    silent: [],
    favors: [],
    basis: "none",
    why: "",
    trust: null,
    ask: null,
    notes: [],
    evidence: null,
  };
}

test("the summary counts every sort of finding, and is silent when there is none", () => {
  expect(auditSummary({ audit: clean })).toBeNull();
  expect(auditSummary({ audit: {} })).toBeNull();
  const audit = { ...clean, newNumbers: ["1", "2"], unverifiedQuotations: ["x"], unaddressed: [c1] };
  expect(auditSummary({ audit })).toBe(
    "Checked: 1 weighty point left out, 2 numbers stand in no answer, 1 quotation not found",
  );
});

test("findings are listed with their places in the text, code left out", () => {
  const text = "`83 %` is code. Of 183 % the part 83 % is new.";
  const sentence = { start: 16, end: text.length };
  const groups = findingGroups(
    { text, audit: { ...clean, newNumbers: ["83 %"], unaddressed: [c3], unsaid: [sentence] } },
    numberOf,
  );
  expect(groups.map(({ key }) => key)).toEqual(["unaddressed", "newNumbers", "unsaid"]);
  expect(groups[0]?.findings).toEqual([{ words: "Point 2", place: null, pointId: "c3" }]);
  const place = groups[1]?.findings[0]?.place;
  expect(place?.start).toBe(text.lastIndexOf("83 %"));
  expect(groups[2]?.findings[0]?.place).toEqual(sentence);
});

test("words that stand nowhere have no place", () => {
  expect(placeOf("1836", "83")).toBeNull();
  expect(placeOf("18.36 or 83", "83")).toEqual({ start: 9, end: 11 });
});

test("a running revision says what it mends", () => {
  expect(mendingWords({ ...clean, unaddressed: [c1, c3] })).toBe("Mending two points that were left out");
  expect(mendingWords({ ...clean, wording: ["Answer A"], unparsed: ["JSON"] })).toBe(
    "Mending words that name answers by letter and its JSON",
  );
});

test("a revision names the points that its draft had left out and it has not", () => {
  const points = [weighty(c1), weighty(c3)];
  const revision = { status: "done" as const, draft: "Nothing.", failure: null };
  expect(revisionWords({ audit: clean }, points, numberOf)).toBeNull();
  expect(revisionWords({ revision, audit: clean }, points, numberOf)).toBe(
    "Revised once: it had left out points 4 and 2",
  );
  expect(revisionWords({ revision, audit: { ...clean, unaddressed: [c3] } }, points, numberOf)).toBe(
    "Revised once: it had left out point 4",
  );
  const failed = { ...revision, status: "failed" as const };
  expect(revisionWords({ revision: failed, audit: clean }, points, numberOf)).toContain("stands as it was");
});
