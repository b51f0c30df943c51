import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsNegation } from "./guard-tokens";
import { normaliseText } from "./normalise-text";
import { checkQuote } from "./quotes";

function words(answer: string, quote: string): string | null {
  const found = checkQuote(normaliseText(answer), quote);
  return found && answer.slice(found.start, found.end);
}

const table: [name: string, answer: string, quote: string, found: string | null][] = [
  ["plain words", "The price fell below 70 euros in December.", "fell below 70 euros", "fell below 70 euros"],
  [
    "case, curly quotes and dashes",
    "It’s “the main” cause – they say.",
    `it's "the main" cause - they say`,
    "It’s “the main” cause – they say",
  ],
  [
    "across bold and links",
    "A **tax is [certain](https://a.example/x_(y)) only** on paper.",
    "tax is certain only on paper",
    "tax is [certain](https://a.example/x_(y)) only** on paper",
  ],
  [
    "over a line break in a list",
    "- one thing\n- another thing here",
    "one thing another thing",
    "one thing\n- another thing",
  ],
  [
    "over a citation mark",
    "Emissions fell [S3] by 15.5% in 2023 [^1].",
    "emissions fell by 15.5% in 2023",
    "Emissions fell [S3] by 15.5% in 2023",
  ],
  ["not inside a number", "It rose by 1.5 points then.", "it rose by 1", null],
  ["not inside a longer number", "There were 183 cases in all.", "were 83 cases in all", null],
  ["at a later place where it is whole", "In rose by 1.5 and later it rose by 1 again.", "rose by 1", "rose by 1"],
  ["not inside a word", "Smart is old here.", "art is old", null],
  ["not a changed number", "Costs rose by 38 percent.", "costs rose by 83 percent", null],
  ["not two words", "The price fell.", "price fell", null],
  ["Chinese without spaces", "价格在十二月跌破七十欧元。", "十二月跌破七十欧元", "十二月跌破七十欧元"],
  ["not four Chinese characters", "价格在十二月跌破七十欧元。", "十二月跌", null],
  ["disarmed angle brackets", "Use a < b as the test here.", "use a ‹ b as the test", "Use a < b as the test"],
  [
    "entities and hard spaces",
    "Fish &amp; chips cost\u00A0ten pounds",
    "fish & chips cost ten",
    "Fish &amp; chips cost\u00A0ten",
  ],
  [
    "combining accents",
    "Le cafe\u0301 est tre\u0300s bon ici",
    "le café est très bon",
    "Le cafe\u0301 est tre\u0300s bon",
  ],
  ["a percentage at the end", "It fell by 12% overall", "it fell by 12%.", "It fell by 12%"],
  ["nothing that is not there", "The cap binds by law.", "the cap never binds by law", null],
];

for (const [name, answer, quote, found] of table) {
  test(`finds a quote: ${name}`, () => expect(words(answer, quote)).toBe(found));
}

test("any run of whole words of an answer is found, and the offsets give those words", () => {
  // A negation before the quote would extend it.
  const word = fc.stringMatching(/^[a-zé]{2,9}$/).filter((text) => !holdsNegation(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 6, maxLength: 40 }), fc.nat(), (list, at) => {
      const from = at % (list.length - 4);
      const quote = list.slice(from, from + 4).join(" ");
      const answer = `**${list.join("  ")}**`;
      expect(words(answer, quote)?.replace(/\s+/g, " ")).toBe(quote);
    }),
  );
});
