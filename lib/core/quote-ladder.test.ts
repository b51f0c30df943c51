import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardTokens, holdsNegation } from "./guard-tokens";
import { normaliseText } from "./normalise-text";
import { checkQuote } from "./quotes";
import { tokensOf } from "./text-tokens";

function look(answer: string, quote: string) {
  const found = checkQuote(normaliseText(answer), quote);
  return found && { ...found, words: answer.slice(found.start, found.end) };
}

const english =
  "## Range\n\nIn the trial, the **battery buses** lost roughly [35 % of their range](https://a.example/r_(1)) at minus ten " +
  "degrees [S4]. The 1978 depot roof cannot carry overhead chargers[^2]. Costs rose by 1.5 million euros in 2023.";
const german =
  "Die Steuer senkt im ersten Jahr die Emissionen um 38 Prozent gegenüber dem Vorjahr. Der Preis für Öl steigt nicht, " +
  "solange die Reserve mehr als 833 Millionen Zertifikate hält.";
const french =
  "Le plafond n'a aucun effet sur le prix tant que la réserve dépasse 400 millions de quotas. " +
  "L’industrie paie moins qu'avant, selon l’étude de 2021.";
const spanish =
  "El impuesto aumenta el precio de la electricidad un 12 % en cinco años, según el informe. " +
  "Las empresas pequeñas nunca pagan el recargo sin aviso previo de la agencia.";
const chinese = "碳价在2023年十二月跌破七十欧元，企业因此减少了投资。专家认为上限不会在三年内提高百分之二十。";
const thai = "ราคาคาร์บอนลดลงต่ำกว่าเจ็ดสิบยูโรในเดือนธันวาคม มาตรการนี้ไม่ได้ผลในระยะยาวสำหรับครัวเรือน";

const near: [name: string, answer: string, quote: string, words: string | null][] = [
  [
    "one word changed in twelve (German)",
    german,
    "Die Steuer senkt im ersten Jahr die Abgase um 38 Prozent gegenüber dem Vorjahr",
    "Die Steuer senkt im ersten Jahr die Emissionen um 38 Prozent gegenüber dem Vorjahr",
  ],
  [
    "another number",
    german,
    "Die Steuer senkt im ersten Jahr die Emissionen um 83 Prozent gegenüber dem Vorjahr",
    null,
  ],
  [
    "percent or percentage points",
    english,
    "battery buses lost roughly 35 points of their range at minus ten degrees",
    null,
  ],
  ["million or billion", english, "overhead chargers. Costs rose by 1.5 billion euros in 2023", null],
  ["Millionen or Milliarden", german, "solange die Reserve mehr als 833 Milliarden Zertifikate hält", null],
  ["cannot or can", english, "The 1978 depot roof can carry the overhead chargers", null],
  [
    "a German negation left out",
    german,
    "Der Preis für Öl steigt, solange die Reserve mehr als 833 Millionen Zertifikate hält",
    null,
  ],
  ["mehr or weniger", german, "steigt nicht, solange die Reserve weniger als 833 Millionen Zertifikate hält", null],
  [
    "a French negation left out",
    french,
    "Le plafond a un effet sur le prix tant que la réserve dépasse 400 millions de quotas",
    null,
  ],
  ["moins or plus", french, "L'industrie paie plus qu'avant, selon une étude de 2021", null],
  [
    "one word changed (French)",
    french,
    "n'a aucun effet sur le prix tant que leur réserve dépasse 400 millions de quotas",
    "n'a aucun effet sur le prix tant que la réserve dépasse 400 millions de quotas",
  ],
  ["aumenta or disminuye", spanish, "El impuesto disminuye el precio de la electricidad un 12 % en cinco años", null],
  ["nunca left out", spanish, "Las empresas pequeñas pagan el recargo sin aviso previo de la agencia", null],
  [
    "one word changed (Spanish)",
    spanish,
    "El impuesto aumenta el coste de la electricidad un 12 % en cinco años",
    "El impuesto aumenta el precio de la electricidad un 12 % en cinco años",
  ],
  [
    "one character changed (Chinese)",
    chinese,
    "碳价在2023年十二月跌过七十欧元，企业因此减少了投资",
    "碳价在2023年十二月跌破七十欧元，企业因此减少了投资",
  ],
  ["another Chinese number", chinese, "碳价在2023年十二月跌破九十欧元，企业因此减少了投资", null],
  ["a Chinese negation left out", chinese, "专家认为上限会在三年内提高百分之二十", null],
  ["a Chinese direction", chinese, "专家认为上限不会在三年内降低百分之二十", null],
  [
    "the order of two numbers",
    "It grew from 5 to 9 percent within two years of the reform.",
    "It grew from 9 to 5 percent within two years of the reform",
    null,
  ],
  [
    "thousands separators",
    "The town paid 1,500 euros for each of the new chargers last year.",
    "The town paid 1500 euros for each of the new chargers last year",
    "The town paid 1,500 euros for each of the new chargers last year",
  ],
  [
    "another unit",
    "The depot is 12 km from the centre of the old town.",
    "The depot is 12 miles from the centre of the old town",
    null,
  ],
  [
    "another currency",
    "Each charger of the new depot costs $900 with its cable.",
    "Each charger of the new depot costs €900 with its cable",
    null,
  ],
  [
    "a sign",
    "At a temperature of -5 degrees the buses lose a third.",
    "At a temperature of 5 degrees the buses lose a third",
    null,
  ],
  ["one word of eight", "the cap is set by an act of", "the cap was set by an act of", null],
  ["four words", "a tax is quite certain", "a tax is certain", null],
];

describe("a near quote", () => {
  test.each(near)("%s", (_name, answer, quote, words) => {
    const found = look(answer, quote);
    expect([found?.check, found?.words]).toEqual(words === null ? [undefined, undefined] : ["near", words]);
  });
});

describe("a quote with words left out", () => {
  const answer =
    "The cap is firm in law, and although it does bind, it is a real limit on prices. No court has said so yet.";

  test.each(["...", "…", "[...]", "[…]", " (...) "])("is found in parts at %s", (sign) => {
    const found = look(answer, `The cap is firm${sign}it is a real limit`);
    expect(found).toMatchObject({ check: "elided", words: answer.slice(0, answer.indexOf(" on prices")) });
    expect(found?.parts?.map(({ start, end }) => answer.slice(start, end))).toEqual([
      "The cap is firm",
      "it is a real limit",
    ]);
  });

  test("keeps its order and needs three words in each part", () => {
    expect(look(answer, "it is a real limit ... The cap is firm")).toBeNull();
    expect(look(answer, "The cap is firm ... real limit")).toBeNull();
  });

  test("may not leave out a negation inside a sentence, nor more than 800 characters", () => {
    const denied = answer.replace("does bind", "does not bind");
    expect(look(denied, "The cap is firm ... it is a real limit")).toBeNull();
    expect(look(german, "Der Preis für Öl ... solange die Reserve mehr")).toBeNull();
    expect(
      look(`The cap is firm ${"x ".repeat(390)}and it is a real limit`, "The cap is firm ... it is a real limit")
        ?.check,
    ).toBe("elided");
    expect(
      look(`The cap is firm ${"x ".repeat(410)}and it is a real limit`, "The cap is firm ... it is a real limit"),
    ).toBeNull();
  });

  test("tries a later place when the first is too far away", () => {
    const twice = `The cap is firm. ${"Words in between. ".repeat(60)}The cap is firm, and it is a real limit.`;
    expect(look(twice, "The cap is firm ... it is a real limit")?.words).toBe(
      "The cap is firm, and it is a real limit",
    );
  });

  // Without a bound this would take minutes: the runner's own limit ends it.
  test("made of the same words again and again does not keep the server busy", () => {
    const quote = `${Array.from({ length: 24 }, () => "to be or").join(" ... ")} ... not at all`;
    expect(look("to be or ".repeat(8000), quote)).toBeNull();
  });
});

describe("words after a negation", () => {
  test.each([
    [
      "It falls fast. The tax does not cut emissions by a fifth.",
      "cut emissions by a fifth",
      "The tax does not cut emissions by a fifth",
    ],
    [
      "Kosten fallen. Die Steuer senkt keineswegs, sie hat nie die Emissionen gesenkt.",
      "die Emissionen gesenkt",
      "Die Steuer senkt keineswegs, sie hat nie die Emissionen gesenkt",
    ],
    ["- Prix bas\n- Il n'a jamais réduit les émissions", "réduit les émissions", "Il n'a jamais réduit les émissions"],
    ["专家这样认为。上限不会在三年内提高百分之二十。", "会在三年内提高百分之二十", "上限不会在三年内提高百分之二十"],
    [thai, "ได้ผลในระยะยาวสำหรับครัวเรือน", thai],
  ])("are shown from the start of their sentence: %s", (answer, quote, words) => {
    expect(look(answer, quote)).toMatchObject({ check: "verbatim", clipped: true, words });
  });

  test("of another sentence, or further away, are shown as they are quoted", () => {
    expect(look("That is not so. Emissions fell by a fifth.", "fell by a fifth")?.clipped).toBeUndefined();
    expect(look("Not all of the many models of this kind agree.", "models of this kind")?.clipped).toBeUndefined();
  });
});

test("signs of a number at the edge of a quote are shown with it", () => {
  expect(look("Costs rose by 5% in a year.", "Costs rose by 5")?.words).toBe("Costs rose by 5%");
  expect(look("It is -5 degrees colder there.", "5 degrees colder there")?.words).toBe("-5 degrees colder there");
  expect(look("They paid $40 per ton then.", "40 per ton then")?.words).toBe("$40 per ton then");
  expect(look("It is 5 degrees colder there.", "-5 degrees colder there")).toBeNull();
});

test("Markdown between two digits is part of what is said, table walls are spaces", () => {
  expect(look("In all 5*3 boxes were sent.", "In all 53 boxes were sent")).toBeNull();
  expect(look("| Year | Cost |\n|2021|38|\n", "2021 38 cost")).toBeNull();
  expect(look("| Year | Cost | Unit |", "Year Cost Unit")?.words).toBe("Year | Cost | Unit");
});

test("guard tokens keep their order, and thousands separators do not matter", () => {
  expect(guardTokens("from 1,500 to 1 500 and 1.500.000,5 km, isn't -5%")).toEqual([
    "1500",
    "1500",
    "1500000.5",
    "km",
    "not",
    "-5",
    "%",
  ]);
  expect(["it cannot", "sie hat keine", "d'aucun", "sin él", "不会", "ไม่ได้", "않는다"].every(holdsNegation)).toBe(true);
  expect(["note it", "keinesfallsig", "sinus"].some(holdsNegation)).toBe(false);
});

const texts = [english, german, french, spanish, chinese, thai];

test("any run of whole words of an answer is found, and the offsets lead through its Markdown to the same words", () => {
  const bare = (words: string) => normaliseText(words).text.replace(/[\s\p{P}\p{S}]/gu, "");
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 4, max: 20 }), (answer, at, length) => {
      const { text } = normaliseText(answer);
      const { starts, ends, dense } = tokensOf(text);
      const count = dense > 0 ? length + 6 : length;
      const from = at % (starts.length - count);
      const quote = text.slice(starts[from], ends[from + count]);
      const found = look(answer, quote);
      expect(found?.check).toBe("verbatim");
      // A sign at the edge is shown too, and a Thai letter with all its marks.
      const longest = found?.clipped ? 2 * answer.length : bare(quote).length + 6;
      expect(bare(found?.words ?? "")).toContain(bare(quote));
      expect(bare(found?.words ?? "").length).toBeLessThanOrEqual(longest);
    }),
    { numRuns: 500 },
  );
});

test("no changed figure is ever found, in any language, however many words stand around it", () => {
  const figures = texts.flatMap((answer) => {
    const { text } = normaliseText(answer);
    return Array.from(text.matchAll(/\d+/g), ({ 0: figure, index }) => ({ answer, text, figure, index }));
  });
  fc.assert(
    fc.property(fc.constantFrom(...figures), fc.nat(60), fc.nat(60), (place, before, after) => {
      const { answer, text, figure, index } = place;
      const end = index + figure.length;
      const changed =
        text.slice(Math.max(0, index - before), index) + (Number(figure) + 1) + text.slice(end, end + after);
      // A figure that opens a line with a full stop behind it is the number of a list item.
      fc.pre(!/^\d{1,3}[.)] /.test(changed));
      expect(look(answer, changed)).toBeNull();
    }),
    { numRuns: 500 },
  );
});
