import { expect, test } from "vitest";
import { isUnread } from "./unread";

const conversation = {
  id: "a",
  title: "A",
  pinned: false,
  archived: false,
  running: false,
  client: null,
  createdAt: 0,
  updatedAt: 100,
};

test("what was finished after it was last seen is new", () => {
  expect(isUnread(conversation, { a: 99 }, 0)).toBe(true);
  expect(isUnread(conversation, { a: 100 }, 0)).toBe(false);
});

test("what runs is not finished", () => {
  expect(isUnread({ ...conversation, running: true, client: null }, {}, 0)).toBe(false);
});

test("everything from before this browser came is known", () => {
  expect(isUnread(conversation, {}, 200)).toBe(false);
  expect(isUnread(conversation, {}, 50)).toBe(true);
});
