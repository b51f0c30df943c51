import { expect, it } from "vitest";
import { readOptions } from "./options";

it("takes a judge and what to do with it", () => {
  const args = ["judge", "--model", "openrouter:a/b", "--tests", "planted, units", "--seeds", "3", "--max-cost", "0.5"];
  expect(readOptions(args)).toMatchObject({
    model: "openrouter:a/b",
    tests: ["planted", "units"],
    stories: [],
    seeds: 3,
    "max-cost": 0.5,
    careful: false,
    strict: false,
    json: null,
  });
});

it("gives nothing to do when help is asked for", () => {
  expect(readOptions(["--help"])).toBeNull();
});

it.each([
  [["judge"], "--model provider:model-id"],
  [["--model", "a:b"], "Say what to evaluate"],
  [["judge", "--model", "a:b", "--tests", "planted,nothing"], "--tests: must be of planted"],
  [["judge", "--model", "a:b", "--seeds", "0"], "--seeds: must be 1 or more"],
  [["judge", "--model", "a:b", "--max-cost", "free"], "--max-cost: must be a number"],
  [["judge", "more", "--model", "a:b"], '"more" is too much'],
  [["judge", "--model", "a:b", "--speed", "9"], "--speed"],
])("says what is wrong with %j", (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
