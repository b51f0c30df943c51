import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PanelSpec } from "@/lib/core/panel";
import { type Draft, draftOf, emptyDraft, isSameDraft, panelInputOf } from "./draft";
import { findProblems } from "./draft-problems";
import { changeDraft, type DraftAction, twinsOf } from "./draft-reducer";

const panel = PanelSpec.parse({
  name: "Policy desk",
  panelists: [{ model: "a:one", role: "Sceptic." }, { model: "a:two", webTools: false }, { model: "a:three" }],
  judge: { model: "a:judge", fallbacks: ["a:f1", "a:f2"], careful: true },
  tools: { search: false, engine: "brave", maxToolCalls: 7 },
});
const draft = draftOf(panel);

function apply(start: Draft, ...actions: DraftAction[]): Draft {
  return actions.reduce(changeDraft, start);
}
const models = (state: Draft): string[] => state.seats.map((seat) => seat.model);

describe("the builder", () => {
  test("adds a panelist at the end", () => {
    expect(models(apply(draft, { type: "seat-added", model: "a:four", label: "Four" })).at(-1)).toBe("a:four");
  });

  test("never has more than eight panelists", () => {
    const many = Array.from({ length: 9 }, (): DraftAction => ({ type: "seat-added", model: "a:x", label: "X" }));
    expect(apply(draft, ...many).seats).toHaveLength(8);
    expect(apply(draft, ...many, { type: "seat-duplicated", key: "p1" }).seats).toHaveLength(8);
  });

  test("never removes the last panelist", () => {
    const emptied = apply(draft, ...["p1", "p2", "p3"].map((key): DraftAction => ({ type: "seat-removed", key })));
    expect(models(emptied)).toEqual(["a:three"]);
  });

  test("puts a removed panelist back where it sat, unless the panel is full meanwhile", () => {
    const [, second] = draft.seats;
    if (!second) throw new Error("The draft has a second seat.");
    const removed = apply(draft, { type: "seat-removed", key: "p2" });
    expect(apply(removed, { type: "seat-restored", seat: second, index: 1 })).toEqual(draft);
    const many = Array.from({ length: 6 }, (): DraftAction => ({ type: "seat-added", model: "a:x", label: "X" }));
    expect(apply(removed, ...many, { type: "seat-restored", seat: second, index: 1 }).seats).toHaveLength(8);
  });

  test("a duplicate sits beside its original, is filled alike and has a key of its own", () => {
    const doubled = apply(draft, { type: "seat-duplicated", key: "p1" });
    expect(models(doubled)).toEqual(["a:one", "a:one", "a:two", "a:three"]);
    expect(doubled.seats[1]?.role).toBe("Sceptic.");
    expect(new Set(doubled.seats.map((seat) => seat.key)).size).toBe(4);
    expect(twinsOf(doubled.seats, "p1")).toHaveLength(2);
  });

  test("sitting once less removes a twin and keeps the seat that is being edited", () => {
    const doubled = apply(draft, { type: "seat-duplicated", key: "p1" });
    const edited = doubled.seats[1]?.key ?? "";
    const single = apply(doubled, { type: "twin-removed", key: edited });
    expect(single.seats.map((seat) => seat.key)).toEqual([edited, "p2", "p3"]);
  });

  test("a seat without a twin stays when it should sit once less", () => {
    expect(apply(draft, { type: "twin-removed", key: "p1" }).seats).toHaveLength(3);
  });

  test("moves seats, and stops at both ends", () => {
    expect(models(apply(draft, { type: "seat-moved", key: "p3", to: 0 }))).toEqual(["a:three", "a:one", "a:two"]);
    expect(models(apply(draft, { type: "seat-moved", key: "p1", to: 99 }))).toEqual(["a:two", "a:three", "a:one"]);
    expect(apply(draft, { type: "seat-moved", key: "p1", to: -1 })).toEqual(draft);
    expect(apply(draft, { type: "seat-moved", key: "nobody", to: 1 }).seats).toEqual(draft.seats);
  });

  test("changes one seat only", () => {
    const changed = apply(draft, { type: "seat-changed", key: "p2", patch: { temperature: 0.7 } });
    expect(changed.seats.map((seat) => seat.temperature)).toEqual([null, 0.7, null]);
  });

  test("keeps fallback judges in order, four at most", () => {
    const more: DraftAction[] = ["x", "y", "z"].map((model) => ({ type: "fallback-added", model }));
    expect(apply(draft, ...more).judge.fallbacks).toEqual(["a:f1", "a:f2", "x", "y"]);
    expect(apply(draft, { type: "fallback-moved", index: 1, to: 0 }).judge.fallbacks).toEqual(["a:f2", "a:f1"]);
    expect(apply(draft, { type: "fallback-removed", index: 0 }).judge.fallbacks).toEqual(["a:f2"]);
  });

  test("what it does not show is saved as it was", () => {
    const changed = apply(
      draft,
      { type: "seat-changed", key: "p2", patch: { role: "New." } },
      { type: "judge-changed", patch: { model: "a:other" } },
      { type: "limits-changed", patch: { deadlineSeconds: 90 } },
    );
    const sent = PanelSpec.parse(panelInputOf(changed));
    expect(sent.tools).toEqual(panel.tools);
    expect(sent.panelists[1]?.webTools).toBe(false);
    expect(sent.judge.careful).toBe(true);
  });

  test("undone by hand, a change is no change any more", () => {
    const there = apply(draft, { type: "seat-moved", key: "p1", to: 1 });
    expect(isSameDraft(draft, there)).toBe(false);
    expect(isSameDraft(draft, apply(there, { type: "seat-moved", key: "p1", to: 0 }))).toBe(true);
  });

  test("a figure that is no number is a change", () => {
    const wrong = apply(draft, { type: "limits-changed", patch: { maxCostUsd: Number.NaN } });
    expect(isSameDraft(draft, wrong)).toBe(false);
  });
});

test("a new draft has the defaults of the panel shape", () => {
  const filled = apply(
    emptyDraft(),
    { type: "described", patch: { name: "P" } },
    { type: "seat-added", model: "a:one", label: "" },
    { type: "judge-changed", patch: { model: "a:judge" } },
  );
  const spec = { name: "P", panelists: [{ model: "a:one" }], judge: { model: "a:judge" } };
  expect(PanelSpec.parse(panelInputOf(filled))).toEqual(PanelSpec.parse(spec));
});

describe("problems", () => {
  test("a new panel says everything it lacks", () => {
    expect(findProblems(emptyDraft()).map((problem) => problem.path)).toEqual(["name", "panelists", "judge.model"]);
  });

  test("a name has 80 characters at most", () => {
    const named = (length: number) => apply(draft, { type: "described", patch: { name: "x".repeat(length) } });
    expect(findProblems(named(80))).toEqual([]);
    expect(findProblems(named(81)).map((problem) => problem.path)).toEqual(["name"]);
  });

  test("figures out of range are named by their place", () => {
    const wrong = apply(
      draft,
      { type: "seat-changed", key: "p2", patch: { temperature: 3, maxOutputTokens: 1.5 } },
      { type: "limits-changed", patch: { deadlineSeconds: 0, graceSeconds: Number.NaN, maxCostUsd: 0 } },
    );
    expect(findProblems(wrong).map((problem) => problem.path)).toEqual([
      "panelists.1.temperature",
      "panelists.1.maxOutputTokens",
      "limits.graceSeconds",
      "limits.deadlineSeconds",
      "limits.maxCostUsd",
    ]);
  });

  test("what the builder calls right the server takes, and the other way round", () => {
    const figure = fc.oneof(fc.constant(null), fc.double({ min: -5, max: 2e6, noNaN: false }), fc.integer());
    const whole = fc.oneof(fc.integer({ min: -5, max: 4000 }), fc.double());
    fc.assert(
      fc.property(
        fc.string({ maxLength: 90 }),
        fc.tuple(figure, figure, figure),
        fc.tuple(whole, whole),
        (name, a, b) => {
          const [temperature, maxOutputTokens, maxCostUsd] = a;
          const [graceSeconds, deadlineSeconds] = b;
          const state = apply(
            draft,
            { type: "described", patch: { name } },
            { type: "seat-changed", key: "p1", patch: { temperature, maxOutputTokens } },
            { type: "limits-changed", patch: { graceSeconds, deadlineSeconds, maxCostUsd } },
          );
          expect(findProblems(state).length === 0).toBe(PanelSpec.safeParse(panelInputOf(state)).success);
        },
      ),
    );
  });
});
