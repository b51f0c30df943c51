import { expect, test } from "vitest";
import { readReply, sourcesIn } from "./rebuttal-reading";

test.each([
  ["CONCEDE\nThey are right.", "concedes", "They are right."],
  ["hold\nI stay with it.", "holds", "I stay with it."],
  ["Cite\nThe tide table of 2024 [S2].", "cites", "The tide table of 2024 [S2]."],
  ["**CONCEDE**\n\nThey are right.", "concedes", "They are right."],
  ["# HOLD\nMine.", "holds", "Mine."],
  ["> 1. **HOLD:** Mine.", "holds", "Mine."],
  ["- HOLDS - mine still stands.", "holds", "mine still stands."],
  ["Position: CONCEDED. They are right.", "concedes", "They are right."],
  ["My reply: “HOLD”\nMine.", "holds", "Mine."],
  ["```\nHOLD\nMine.\n```", "holds", "Mine."],
  ["<think>CONCEDE? No.</think>\nHOLD\nMine.", "holds", "Mine."],
  ["[CONCEDE]\n是的。", "concedes", "是的。"],
  ["  \n\nCONCEDE", "concedes", ""],
])("a reply is read leniently: %j", (raw, position, text) => {
  expect(readReply(raw, "M")).toEqual({ position, text });
});

test.each([
  ["", "empty"],
  ["<think>HOLD</think>", "empty"],
  ["I think both have a point.", "incomplete"],
  ["CONCEDE/HOLD/CITE\nAll of them.", "incomplete"],
  ["Holding on, let me see.", "incomplete"],
  ["Let me think.\nHOLD\nMine.", "incomplete"],
  ["CITE", "incomplete"],
  ["Constructor injection is what I meant.", "incomplete"],
  ["{}", "incomplete"],
])("a reply without a position is a failure with a sentence: %j", (raw, code) => {
  expect(readReply(raw, "Marlin")).toMatchObject({
    failure: { code, message: expect.stringMatching(/^Marlin .+\.$/) },
  });
});

test("a reply that never ends is cut at a word", () => {
  const read = readReply(`HOLD\n${"word ".repeat(2000)}`, "M");
  const text = "text" in read ? read.text : "";
  expect(text.length).toBeLessThan(1700);
  expect(text).toMatch(/word …$/);
});

test("only sources that the turn knows are counted, each once", () => {
  const known = [{ id: "S1" }, { id: "S2" }, { id: "S12" }];
  expect(sourcesIn("See [S2], S12 and [S9]; again [S2]. Not XS1.", known)).toEqual(["S2", "S12"]);
});
