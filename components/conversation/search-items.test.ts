import { expect, test } from "vitest";
import { searchItems } from "./search-items";

const found = [
  {
    id: "c1",
    title: "",
    pinned: false,
    archived: false,
    running: false,
    client: null,
    createdAt: 0,
    updatedAt: Date.UTC(2026, 10, 20, 12),
  },
];

test("what the server found comes first, then the commands that contain the words", () => {
  const groups = searchItems(found, " THEME: d");
  expect(groups.map(({ value, items }) => [value, items.map(({ label }) => label)])).toEqual([
    ["Conversations", ["New conversation"]],
    ["Commands", ["Theme: dark"]],
  ]);
});

test("a group without items is left out", () => {
  expect(searchItems([], "zebra")).toEqual([]);
  expect(searchItems([], "").map(({ value }) => value)).toEqual(["Commands"]);
});
