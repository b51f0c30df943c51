import { expect, test } from "vitest";
import { seatLetters } from "./seat-letters";

test.each([
  ["GPT-5.4", "Gp"],
  ["Gemini 3 Flash", "Ge"],
  ["DeepSeek V4 Pro", "Ds"],
  ["Qwen3 32B", "Qw"],
  ["Atlas", "At"],
  ["Élise", "Él"],
  ["o3", "O"],
])("the seat of %s shows %s", (label, letters) => {
  expect(seatLetters(label)).toBe(letters);
});

test("a label without letters still gives something to see", () => {
  expect(seatLetters("7.1")).toBe("7.");
  expect(seatLetters("")).toBe("?");
});
