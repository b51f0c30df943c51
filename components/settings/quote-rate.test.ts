import { expect, test } from "vitest";
import { quoteRateWords } from "./quote-rate";

test.each([
  [210, 3, "3 of 210 quotes not in the answer, 1.4 %"],
  [4000, 1, "1 of 4,000 quotes not in the answer, less than 0.1 %"],
  [120, 0, "0 of 120 quotes not in the answer, 0 %"],
  [40, 12, "12 of 40 quotes not in the answer, 30 %"],
  [29, 3, "3 of 29 quotes not in the answer, too few to tell"],
  [1, 0, "0 of 1 quote not in the answer, too few to tell"],
  [0, 0, "No quotes checked yet"],
])("%i quotes of which %i were not found read %s", (quotesChecked, quotesFailed, words) => {
  expect(quoteRateWords({ quotesChecked, quotesFailed })).toBe(words);
});
