import { expect, test, vi } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import { readAnswer } from "./judge-answers";
import { normaliseLater, normaliseText } from "./normalise-text";

test("a text that is made comparable later is so at the first look, once, and the same", () => {
  const source = "**The tide** — turns “twice” a day.";
  const normalise = vi.fn<() => ReturnType<typeof normaliseText>>(() => normaliseText(source));
  const later = normaliseLater(source, normalise);
  expect(later.source).toBe(source);
  expect(normalise).not.toHaveBeenCalled();
  const { text, starts, ends } = normaliseText(source);
  expect({ text: later.text, starts: later.starts, ends: later.ends }).toEqual({ text, starts, ends });
  expect(normalise).toHaveBeenCalledTimes(1);
});

test("the words of a copy without names and links lead back to the original", () => {
  const url = "https://tides.example/a";
  const text = `I am Claude. The tide [turns twice](${url}) a day.`;
  const source = { id: "S1", url, title: "", status: "cited" as const, seenBy: [] };
  const read = readAnswer("A", { ...queuedAnswer("p1", 1, "t:a"), text }, [], [source]);
  expect(read.shown).toBe("The tide turns twice[S1] a day.");
  const at = read.text.text.indexOf("turns twice");
  expect(text.slice(read.text.starts[at], read.text.ends[at + "turns twice".length - 1])).toBe("turns twice");
  const end = read.text.text.indexOf("day");
  expect(text.slice(read.text.starts[end])).toBe("day.");
});
