import { expect, test } from "vitest";
import { audit } from "./audit-kit";

test("words that every object of the language knows are plain words behind a number", () => {
  const said = ["It makes 25 constructor calls. The constructor is 1 constructor, hasOwnProperty 3."];
  expect(audit("Each class has 1 constructor, and it makes 25 constructor calls.", { said }).newNumbers).toEqual([]);
});

test("a number that stands for a known one with more decimals is known, one beside it is not", () => {
  expect(audit("It cost 15.5 % more.").newNumbers).toEqual([]);
  expect(audit("It cost 15.4 % more, or €44 billion.").newNumbers).toEqual(["15.4 %"]);
  expect(audit("It cost 16 % more.").newNumbers).toEqual(["16 %"]);
});
