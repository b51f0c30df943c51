import fc from "fast-check";
import { expect, test } from "vitest";
import { createMarkFilter, marksIn, plainText } from "./marks";

const known = { points: new Set(["c1", "c3"]), sources: new Set(["S1"]) };
const written = "One ⟦c1⟧ two [[c3, c9]] three [S1, S8] four ⟦c7⟧ [link](x) [S9] and [an open";
const settled = "One ⟦c1⟧ two ⟦c3⟧ three [S1] four  [link](x)  and [an open";

test("marks are settled alike however the text is cut, and no half mark or unknown mark is ever shown", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(written.length), { maxLength: 20 }), (cuts) => {
      const filter = createMarkFilter(known);
      const at = [0, ...cuts.toSorted((a, b) => a - b), written.length];
      let shown = "";
      for (const [index, to] of at.slice(1).entries()) {
        shown += filter.push(written.slice(at[index], to));
        expect(settled.startsWith(shown)).toBe(true);
      }
      expect(shown + filter.finish()).toBe(settled);
    }),
  );
});

test("an opening bracket that never closes is held back 24 characters at most", () => {
  const filter = createMarkFilter(known);
  expect(filter.push(`a [${"b".repeat(40)}`)).not.toBe("");
});

test("marks are found with their places, and copying leaves them out", () => {
  const text = "One ⟦c1⟧. Two ⟦c1,c3⟧ [S1].";
  expect(marksIn(text)).toEqual([
    { pointId: "c1", offset: 4 },
    { pointId: "c1", offset: 14 },
    { pointId: "c3", offset: 14 },
  ]);
  expect(plainText(text)).toBe("One. Two.");
});
