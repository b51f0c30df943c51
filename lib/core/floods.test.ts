import { expect, test } from "vitest";
import { shorten } from "./judge-overflow";
import { stripBulk } from "./judge-strip";
import { plainText } from "./marks";
import { normaliseText } from "./normalise-text";

/** Texts that took minutes before their patterns were bound: a test that does not end is red. */
const length = 200_000;

test("an answer of brackets, of empty lines, of lines or of spaces is read in a time that its length explains", () => {
  expect(normaliseText("[".repeat(length)).text).toHaveLength(length);
  expect(shorten(`a${"\n".repeat(length)}b`, 40, "what").omitted).toBe(2);
  expect(stripBulk("a\n".repeat(length / 2))).toHaveLength(length);
  expect(plainText(`${" ".repeat(length)}x  ⟦c1⟧ [S1].`)).toHaveLength(length + 2);
});
