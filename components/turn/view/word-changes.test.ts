import fc from "fast-check";
import { expect, test } from "vitest";
import { changedSpans } from "./word-changes";

function changed(one: string, other: string): [string[], string[]] {
  const [ours, theirs] = changedSpans(one, other);
  const cut = (text: string) => (span: { start: number; end: number }) => text.slice(span.start, span.end);
  return [ours.map(cut(one)), theirs.map(cut(other))];
}

test("only the words without a counterpart are changed", () => {
  const one = "Emissions fell 15.5%, but the answers do not agree that the wind was the main cause.";
  const other = "Emissions fell 15.5%, but the answers do not agree that the price did it alone.";
  expect(changed(one, other)).toEqual([["wind was the main cause."], ["price did it alone."]]);
});

test("marks, markdown, capitals and links make no difference", () => {
  const one = "It fell by 15%. ⟦c1⟧ The price did it. [S3]\n\n- **One** more [thing](https://a.example/x).";
  const other = "it fell by 15%. [S1, S2] The wind did it. ⟦c2,c4⟧\n\n1. One *more* thing.";
  expect(changed(one, other)).toEqual([["price"], ["wind"]]);
  expect(changed(one, one)).toEqual([[], []]);
});

test("a figure, its unit and a negation are changes", () => {
  expect(changed("It costs 80 € at most.", "It costs 80 $ at most.")).toEqual([["€"], ["$"]]);
  expect(changed("It rose by 1.5 points.", "It rose by 1 points.")).toEqual([["1.5"], ["1"]]);
  expect(changed("It did not fall.", "It did fall.")).toEqual([["not"], []]);
});

test("a sentence that stands elsewhere is no change", () => {
  expect(changed("First this. Then that.", "Then that. First this.")).toEqual([[], []]);
});

test("one or two common words between two changes are chance; three are not", () => {
  expect(changed("alpha of the beta", "gamma of the delta")).toEqual([["alpha of the beta"], ["gamma of the delta"]]);
  expect(changed("alpha one two three beta", "gamma one two three delta")).toEqual([
    ["alpha", "beta"],
    ["gamma", "delta"],
  ]);
});

test("a stretch never crosses the end of a sentence, and takes its full stop along", () => {
  expect(changed("All new here. New there too.", "Something else.")[0]).toEqual(["All new here.", "New there too."]);
});

test("words of scripts without spaces are compared too", () => {
  expect(changed("水在一百度沸腾。", "水在九十度沸腾。")).toEqual([["一百度"], ["九十度"]]);
});

test("texts too long for word pairs are compared sentence by sentence", () => {
  const many = (word: string) => Array.from({ length: 2100 }, (_, index) => `${word}${index}`).join(" ");
  const long = (word: string) => `Same beginning. ${many(word)} four words in common ${word}.`;
  const [ours] = changedSpans(long("a"), long("b"));
  expect(ours).toEqual([{ start: "Same beginning. ".length, end: long("a").length }]);
});

test("spans are in order, apart, inside their text, and none are left when both texts are the same", () => {
  const word = fc.constantFrom("a", "b", "c", "d.", "⟦c1⟧", "**e**", "\n\n- f", "[S1]", "1.5%");
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, text, (one, other) => {
      changedSpans(one, other).forEach((spans, side) => {
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual([one, other][side]?.length ?? 0);
      });
      expect(changedSpans(one, one)).toEqual([[], []]);
    }),
  );
});
