import { expect, test } from "vitest";
import { bestUnread, fromPlace, openPassages, textOf, unreadIn } from "./passages";

const text =
  "Opening.\n\n# Costs of all\n\nIt costs nine.\n\n# Costs\n\nRarely said.\n\nIt costs ten.\n\n潮水每天转两次。\n\nThe end.";
const indexOf = (words: string) => openPassages(text).parts.findIndex((part) => part.text.includes(words));

test("rare words count more than frequent ones, parts of words do not count, and each Chinese character is one", () => {
  const passages = openPassages(text);
  const best = (words: string) => bestUnread([passages], words).map(({ index }) => passages.parts[index]?.text.trim());
  expect(best("rarely costs")[0]).toBe("Rarely said.");
  expect(best("cost")).toEqual([]);
  expect(best("COSTS nine")[0]).toBe("It costs nine.");
  expect(best("潮水")).toEqual(["潮水每天转两次。"]);
  expect(best("a ? ) (")).toEqual([]);
});

test("it is read on from a heading, from words or from the beginning, up to what is read already and to the room", () => {
  const read = openPassages(text, new Set([indexOf("It costs ten")]));
  const from = (words: string, tokens = 100) => {
    const found = fromPlace(read, words, tokens);
    return typeof found === "string" ? found : textOf(read, found);
  };
  expect(from("costs")).toBe("# Costs\n\nRarely said.");
  expect(from("Costs of")).toContain("It costs nine.");
  expect(from("rarely  SAID")).toBe("Rarely said.");
  expect(from("")).toMatch(/^Opening\.[\s\S]*Rarely said\.$/);
  expect(from("", 4)).toBe("Opening.");
  expect(from("It costs ten", 1)).toMatch(/no room/);
  expect(from("never written")).toMatch(/do not stand there/);
  expect(unreadIn(read)).not.toContain(indexOf("It costs ten"));
});
