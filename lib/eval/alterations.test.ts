import { describe, expect, it } from "vitest";
import { alter, draw, replaceOnce, spanOf } from "./alterations";
import { stories } from "./fixtures/stories";
import { alterationTypes, answerOf } from "./fixtures/story";
import { someOmitCase } from "./tests/omissions";
import { plantedCase } from "./tests/planted";

describe.each(stories)("the stored answer $id", (story) => {
  const text = answerOf(story);

  it("has a fact of every type, and each alteration changes the text at the span that is recorded", () => {
    expect(story.facts.map(({ type }) => type).toSorted()).toEqual([...alterationTypes].toSorted());
    for (const fact of story.facts) {
      const altered = alter(text, [fact]);
      const [span] = altered.spans;
      expect(altered.text).not.toBe(text);
      expect(altered.text.slice(span?.start, span?.end)).toBe(fact.becomes);
      expect(altered.text.slice(0, span?.start)).toBe(text.slice(0, span?.start));
    }
  });

  it("takes all alterations at once, and the other units beside the disputed fact", () => {
    const all = alter(text, story.facts);
    expect(all.spans.map(({ start, end }) => all.text.slice(start, end))).toEqual(story.facts.map((f) => f.becomes));
    const units = [...story.sameInOtherUnits, story.disputed];
    expect(alter(text, units).spans).toHaveLength(units.length);
  });

  it("is asked for part by part, in the words of the question", () => {
    for (const { ask } of story.sections) expect(story.question).toContain(ask);
    expect(answerOf(story, [1])).not.toContain(story.sections[1]?.text);
  });

  it("is settled by a page that holds what a right final answer must hold", () => {
    expect(story.disputed.was).toContain(story.disputed.right);
    expect(story.disputed.becomes).not.toContain(story.disputed.right);
    expect(story.disputed.title).toContain(story.disputed.right);
  });

  it("gives the same panel for a seed, and another one for another seed", () => {
    expect(plantedCase(story, 3)).toEqual(plantedCase(story, 3));
    expect(plantedCase(story, 3).answers).not.toEqual(plantedCase(story, 4).answers);
    expect(someOmitCase(story, 5)).toEqual(someOmitCase(story, 5));
  });

  it("knows where in whose answer a planted fact stands", () => {
    const { answers, planted } = plantedCase(story, 2);
    for (const { type, spans } of planted) {
      const becomes = story.facts.find((fact) => fact.type === type)?.becomes ?? "?";
      const altered = answers.flatMap((answer, seat) => (answer.text.includes(becomes) ? [`p${seat + 1}`] : []));
      expect(Object.keys(spans).toSorted()).toEqual(altered);
      for (const [id, { start, end }] of Object.entries(spans)) {
        expect(answers[Number(id.slice(1)) - 1]?.text.slice(start, end)).toBe(becomes);
      }
    }
  });
});

it("words that stand in a text twice or never are refused", () => {
  expect(() => spanOf("one and one", "one")).toThrow("just once");
  expect(() => replaceOnce("one", { was: "two", becomes: "three" })).toThrow("just once");
});

it("draws different items, the same for a seed", () => {
  const items = [1, 2, 3, 4, 5, 6];
  expect(draw(items, 3, 9)).toEqual(draw(items, 3, 9));
  expect(new Set(draw(items, 6, 1)).size).toBe(6);
  expect(draw(items, 9, 1)).toHaveLength(6);
});
