import { describe, expect, test } from "vitest";
import { mustBeMended } from "./audit";
import { isUnopened, wordsOfSource } from "./audit-ground";
import { audit, point } from "./audit-kit";
import { PointId } from "./ids";

describe("new numbers", () => {
  test.each([
    ["the same number", "It cost €43.6 billion."],
    ["a decimal comma and another magnitude word", "Sie kostete 43,6 Mrd. Euro."],
    ["a number written out in full", "It cost 43,600,000,000 euros."],
    ["thousands separators of another kind", "1.500 cars, 1500 cars, 1 500 cars, 1’500 cars."],
    ["a spelled number", "There are 12 ships."],
    ["a rounded number", "It cost about 44 billion, 15.5 % more."],
    ["a date in another form", "It opened on 2023-02-21, that is 21.02.2023 or 2/2023."],
    ["a short year", "The winter of ’23 was mild."],
    ["the year it is", "As of 2026 it stands."],
    ["a number of the request", "At 90 km/h it is fine."],
    ["small counts", "Two things matter: 3 lanes and 10 gates."],
    ["ordinals of a list", "1. First.\n2. Second.\n11. Eleventh."],
    ["names with digits", "CO2, the B12 form and Model3 stay."],
    ["code", "Run `sleep 777` or:\n```\nwait 888\n```\nDone."],
    ["marks", "So it is. ⟦c17⟧ [S23]"],
  ])("%s is not new", (_, text) => {
    const sources = Array.from({ length: 30 }, (__, index) => ({ id: `S${index}`, status: "found" as const }));
    expect(audit(text, { sources }).newNumbers).toEqual([]);
  });

  test.each([
    ["another number", "It cost €44.9 billion.", ["€44.9 billion"]],
    ["another magnitude", "It cost 43.6 million euros.", ["43.6 million"]],
    ["a percentage", "It rose by 83 %, yes, 83 %.", ["83 %"]],
    ["a small measure", "The sway is 3 cm.", ["3 cm"]],
    ["a year nobody named", "It was planned in 1987.", ["1987"]],
    ["a part of another number", "There were 500 cars.", ["500"]],
    ["a bold number", "It rose by **83** %.", ["83"]],
    ["a number in an ordinal's paragraph", "1. It holds 777 cars.", ["777"]],
  ])("%s is new", (_, text, found) => {
    expect(audit(text).newNumbers).toEqual(found);
  });

  test("the title and the stored text of a source count, and so does the conversation", () => {
    const source = {
      title: "Report 555",
      url: "https://a.example/666",
      snippet: "777 lorries",
      text: "The page counts 888 gulls.",
    };
    const words = wordsOfSource(source);
    expect(audit("555, 666, 777, 888 and 999.", { others: [words] }).newNumbers).toEqual(["999"]);
  });
});

describe("quotations", () => {
  test.each([
    ["exact words", "They said “we will close the bridge whenever the wind is too strong”."],
    ["words left out", 'They said "we will close the bridge ... too strong for lorries".'],
    ["nearly the same words", "„We will close the bridge whenever the wind gets too strong for lorries“"],
    ["words of the request", 'You asked "is the bridge safe at 90 km/h".'],
    ["a short term", "The so-called “wind closing rule of thumb” applies."],
    ["code", '`"six words that nobody has ever said"`'],
  ])("%s are verified", (_, text) => {
    expect(audit(text).unverifiedQuotations).toEqual([]);
  });

  test.each([
    ["curly", "They said “the bridge will never be closed for any wind”."],
    ["straight", 'They said "the bridge will never be closed for any wind".'],
    ["German", "Sie sagten: „the bridge will never be closed for any wind“."],
    ["French", "Ils disent «the bridge will never be closed for any wind»."],
  ])("invented words in %s marks are found", (_, text) => {
    expect(audit(text).unverifiedQuotations).toEqual(["the bridge will never be closed for any wind"]);
  });

  test("a negation that was left out makes another quotation", () => {
    const said = ["The council said that it will not close the bridge for lorries in a storm this year."];
    expect(
      audit("“it will close the bridge for lorries in a storm this year”", { said }).unverifiedQuotations,
    ).toHaveLength(1);
  });

  test("a quotation in Chinese is checked by its characters", () => {
    const said = ["委员会表示在大风天气将会关闭大桥并通知所有司机。"];
    const text = (words: string) => audit(`他们说「${words}」。`, { said }).unverifiedQuotations;
    expect(text("在大风天气将会关闭大桥并通知所有司机")).toEqual([]);
    expect(text("在任何天气都不会关闭大桥也不通知司机们")).toHaveLength(1);
  });
});

describe("points", () => {
  test("contradictions and blind spots of weight 3 without a mark are named", () => {
    const points = [
      point("c1"),
      point("c2", { kind: "blind_spots" }),
      point("c3", { kind: "consensus" }),
      point("c4", { weight: 2 }),
      point("c5"),
      point("c6", { ruling: { pointId: PointId.parse("c6"), decision: "drop", panelistIds: [] } }),
      point("c7", { ruling: { pointId: PointId.parse("c7"), decision: "both", panelistIds: [] } }),
    ];
    const findings = audit("It sways. ⟦c5⟧", { points });
    expect(findings.unaddressed).toEqual(["c1", "c2", "c7"]);
    expect(mustBeMended(findings)).toBe(true);
    expect(mustBeMended(audit("All. ⟦c1,c2,c5⟧ ⟦c7⟧", { points }))).toBe(false);
  });

  test("a mark inside code addresses nothing", () => {
    expect(audit("It sways, `⟦c1⟧` says.", { points: [point("c1")] }).unaddressed).toEqual(["c1"]);
  });

  test("bare code and strict formats have no room for marks", () => {
    const points = [point("c1")];
    expect(audit("```js\nlet a = 1;\n```", { points }).unaddressed).toEqual([]);
    const question = "Return the lanes as JSON.";
    expect(audit('{"lanes": 3}', { points, question })).toMatchObject({ unaddressed: [], unparsed: [] });
  });

  test("ordered JSON that does not parse is a finding, other formats are not tried", () => {
    const question = "Return the lanes as JSON.";
    expect(audit('Here:\n```json\n{"lanes": 3,}\n```', { question }).unparsed).toEqual(["JSON"]);
    expect(audit('Here:\n```json\n{"lanes": 3}\n```\n```sh\nls\n```', { question }).unparsed).toEqual([]);
    expect(audit("lanes: 3", { question: "Return the lanes as YAML." }).unparsed).toEqual([]);
    expect(audit("lanes: 3").unparsed).toEqual([]);
  });
});

describe("sources", () => {
  test("sources that were removed are named, and those nobody opened", () => {
    const sources = [
      { id: "S1", status: "found" as const },
      { id: "S2", status: "cited" as const },
      { id: "S3", status: "cited" as const },
    ];
    const findings = audit("So it is. [S1, S2] `[S3]`", { sources, unknownSources: ["S9"] });
    expect(findings).toMatchObject({ unknownSources: ["S9"], unopenedSources: ["S2"] });
    expect((["found", "fetched", "cited"] as const).filter((status) => isUnopened({ status }))).toEqual(["cited"]);
  });
});

describe("wording", () => {
  test.each([
    ["Answer A says so.", ["Answer A"]],
    ["as panelist B notes", ["panelist B"]],
    ["Models A and B agree", ["Models A and B"]],
    ["Laut Antwort B gilt das, wie in den Antworten A und B.", ["Antwort B", "Antworten A und B"]],
    ["Das Modell (B) irrt.", ["Modell (B)"]],
    ["selon la réponse A", ["réponse A"]],
    ["según la respuesta B", ["respuesta B"]],
    ["回答A认为", ["回答A"]],
    ["Answer A's figure", ["Answer A"]],
  ])("%s", (text, found) => {
    expect(audit(text).wording).toEqual(found);
  });

  test.each([
    "To answer a question, model a bridge.",
    "Answer C is no label here.",
    "Type A and vitamin B are fine.",
    "The model Bx and the answer As are words.",
    "`answer A` is code.",
  ])("%s", (text) => {
    expect(audit(text).wording).toEqual([]);
  });

  test("a phrase of the request or of an answer means something else", () => {
    expect(
      audit("The Ford Model A was built here.", { others: ["Where was the Ford Model A built?"] }).wording,
    ).toEqual([]);
  });
});
