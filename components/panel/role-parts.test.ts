import { expect, test } from "vitest";
import { splitRole } from "./role-parts";

test("a role that begins with a short title is shown in two parts", () => {
  expect(splitRole("Sceptic. Argue against the textbook answer.")).toEqual({
    title: "Sceptic",
    text: "Argue against the textbook answer.",
  });
  expect(splitRole("Fact checker: every number.")).toEqual({ title: "Fact checker", text: "every number." });
  expect(splitRole("Economist.")).toEqual({ title: "Economist", text: "" });
});

test("a role without a title is all text", () => {
  for (const role of [
    "Argue against the textbook answer. Then stop.",
    "Be brief",
    "Say it as it is. Stop.",
    "Use v2.0 of the law.",
    "",
  ]) {
    expect(splitRole(role)).toEqual({ title: "", text: role });
  }
});
