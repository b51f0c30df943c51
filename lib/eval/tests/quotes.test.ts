import { expect, it } from "vitest";
import { scriptedModels, testPorts } from "@/lib/core/test-kit";
import { replaceOnce } from "@/lib/eval/alterations";
import { type Case, copiesOf, lettersOf, turnOf, withTexts } from "@/lib/eval/case";
import { stories } from "@/lib/eval/fixtures/stories";
import { judgeCase } from "@/lib/eval/judge-case";
import { asLines } from "@/lib/eval/scripted-analysis";
import { quotesIn } from "./quotes";
import { balancedSeeds } from "./shuffle";

const settings = { model: "t:judge", careful: false };

const [story] = stories;
if (!story) throw new Error("There is no story.");

it("counts each quote as the judge wrote it: exact, with words left out, nearly, of another answer, of nobody", async () => {
  const own = "Only this answer holds these words about the tolls.";
  const answers = withTexts(copiesOf(story, 2), (text, seat) =>
    seat === 1 ? replaceOnce(text, { was: "Ships pay tolls", becomes: `${own} Ships pay tolls` }) : text,
  );
  const asked: Case = { story, seed: 1, answers };
  const letterOf = lettersOf(turnOf(asked, settings), 1);
  const quotes = [
    "Digging began on 25 April 1859 near the site",
    "It has no locks ... the land between them is flat",
    "Ships on the way between Europe and Asia use it to avoid a voyage around Africa",
    own,
    "nobody on this panel ever wrote these particular words",
  ];
  const views = quotes.map((quote) => ({ by: letterOf("p1"), quote }));
  const stranger = { by: "H", quote: "Digging began on 25 April 1859 near the site" };
  const line = { kind: "partial_coverage", topic: "All", weight: 1, point: "All of it.", views: [...views, stranger] };
  const { streamModel } = scriptedModels({ "t:judge": asLines([line]).join("\n") });
  const judged = await judgeCase(asked, settings, testPorts(streamModel));
  expect(quotesIn(judged)).toEqual(["verbatim", "elided", "near", "misattributed", "missing"]);
});

it("seeds of shuffled orders put every panelist at every letter once", () => {
  const answers = copiesOf(story, 5);
  const seeds = balancedSeeds(5, 1);
  expect(new Set(seeds).size).toBe(5);
  const seatsOf = (id: string) => seeds.map((seed) => lettersOf(turnOf({ story, answers, seed }, settings), seed)(id));
  for (const id of ["p1", "p2", "p3", "p4", "p5"]) expect(seatsOf(id).toSorted()).toEqual(["A", "B", "C", "D", "E"]);
});
