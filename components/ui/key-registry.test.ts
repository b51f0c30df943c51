import { afterEach, expect, test, vi } from "vitest";
import { addKeys, type KeyBinding, keyOf, listKeys, runKey } from "./key-registry";

const removals: (() => void)[] = [];

afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function bind(...bindings: KeyBinding[]): void {
  removals.push(addKeys(() => bindings));
}

const free = { singleKeys: true, inField: false, inPopup: false };

function press(key: string, context = free, modifiers: { ctrlKey?: boolean; altKey?: boolean } = {}): boolean {
  // Only these parts of the event are read.
  const event = { key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers } as KeyboardEvent;
  return runKey(event, context);
}

test("a single key works outside of text fields only", () => {
  const run = vi.fn<() => void>();
  bind({ keys: "j", does: "Next point", run });
  expect(press("j")).toBe(true);
  expect(press("j", { ...free, inField: true })).toBe(false);
  expect(run).toHaveBeenCalledTimes(1);
});

test("single keys can be turned off; Esc and Ctrl keys stay", () => {
  const run = vi.fn<() => void>();
  bind({ keys: ["n", "escape", "mod+k"], does: "Something", run });
  const off = { ...free, singleKeys: false };
  expect(press("n", off)).toBe(false);
  expect(press("Escape", off)).toBe(true);
  expect(press("k", { ...off, inField: true }, { ctrlKey: true })).toBe(true);
});

test("an open menu or dialog keeps its keys for itself", () => {
  bind({ keys: ["j", "escape"], does: "Something", run: () => {} });
  expect(press("j", { ...free, inPopup: true })).toBe(false);
  expect(press("Escape", { ...free, inPopup: true })).toBe(false);
});

test("the newest binding wins, and passes on what it has no use for", () => {
  const older = vi.fn<() => void>();
  let hasUse = true;
  bind({ keys: "escape", does: "Older", run: older });
  bind({ keys: "escape", does: "Newer", run: () => hasUse });
  press("Escape");
  expect(older).not.toHaveBeenCalled();
  hasUse = false;
  press("Escape");
  expect(older).toHaveBeenCalledTimes(1);
});

test("Alt and Ctrl make another key of a letter", () => {
  expect(keyOf({ key: "N", ctrlKey: false, metaKey: false, altKey: true })).toBe("alt+n");
  expect(keyOf({ key: ".", ctrlKey: false, metaKey: true, altKey: false })).toBe("mod+.");
});

test("the list of keys shows what works now, once, without the hidden ones", () => {
  bind({ keys: "j", does: "Next point", run: () => {} }, { keys: "x", does: "Secret", hidden: true, run: () => {} });
  bind({ keys: "j", does: "Next point", run: () => {} });
  expect(listKeys().map(({ does }) => does)).toEqual(["Next point"]);
});
