import fc from "fast-check";
import { expect, test } from "vitest";
import { createCoalescer, packLimits } from "./coalesce";
import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";

const p1 = PanelistId.parse("p1");
const p2 = PanelistId.parse("p2");
const said = (text: string, at = 0, panelistId = p1): TurnEvent => {
  return { type: "answer-delta", at, panelistId, attempt: 1, text };
};
const thought = (text: string): TurnEvent => {
  return { type: "answer-reasoning-delta", at: 0, panelistId: p1, attempt: 1, text };
};

test("the first delta of each actor goes out at once, later ones are joined", () => {
  const coalescer = createCoalescer();
  expect(coalescer.add(said("a"))).toEqual([said("a")]);
  expect(coalescer.add(said("b"))).toEqual([]);
  expect(coalescer.add(said("c"))).toEqual([]);
  expect(coalescer.add(said("x", 0, p2))).toEqual([said("bc"), said("x", 0, p2)]);
});

test("what is no delta goes out at once, behind what is held back", () => {
  const coalescer = createCoalescer();
  coalescer.add(said("a"));
  coalescer.add(said("b"));
  const ended: TurnEvent = { type: "turn-ended", at: 9 };
  expect(coalescer.add(ended)).toEqual([said("b"), ended]);
  expect(coalescer.isHolding()).toBe(false);
});

test("reasoning and text of one panelist are separate actors, and so is the final answer", () => {
  const coalescer = createCoalescer();
  const final: TurnEvent = { type: "synthesis-delta", at: 0, verdictId: VerdictId.parse("v1"), text: "z" };
  for (const first of [said("a"), thought("b"), final]) expect(coalescer.add(first)).toEqual([first]);
});

test.each([
  ["50 tokens", () => Array.from({ length: packLimits.tokens }, () => said("t"))],
  ["32 KB", () => [said("s"), said("l".repeat(packLimits.characters - 1))]],
  ["50 ms", () => [said("early", 100), said("late", 100 + packLimits.milliseconds)]],
])("a pack goes out after %s", (_limit, deltas) => {
  const coalescer = createCoalescer();
  coalescer.add(said("first"));
  const out = deltas().map((delta) => coalescer.add(delta).length);
  expect(out.at(-1)).toBe(1);
  expect(out.slice(0, -1).every((count) => count === 0)).toBe(true);
});

test("joining loses nothing and keeps each actor's order", () => {
  const event = fc.record({ panelistId: fc.constantFrom(p1, p2), text: fc.string(), at: fc.nat(200) });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const coalescer = createCoalescer();
      const out = events.flatMap(({ text, at, panelistId }) => coalescer.add(said(text, at, panelistId)));
      out.push(...coalescer.drain());
      const textOf = (all: readonly object[], id: string) =>
        all.map((one) => ("panelistId" in one && "text" in one && one.panelistId === id ? one.text : "")).join("");
      for (const id of [p1, p2]) expect(textOf(out, id)).toBe(textOf(events, id));
    }),
  );
});
