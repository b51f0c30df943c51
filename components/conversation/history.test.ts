import { expect, test } from "vitest";
import type { ConversationSummary } from "@/lib/core/api";
import { dayAtOffset, groupByDay } from "./history";

const now = Date.UTC(2026, 10, 20, 9, 30);
const utc = dayAtOffset(0);

function conversation(title: string, updatedAt: number, pinned = false): ConversationSummary {
  return { id: title, title, pinned, archived: false, running: false, client: null, createdAt: updatedAt, updatedAt };
}

function groups(conversations: ConversationSummary[], dayOf = utc): [string, string[]][] {
  return groupByDay(conversations, now, dayOf).map((group) => [group.title, group.conversations.map(({ id }) => id)]);
}

test("conversations stand under the day they were last used, newest first", () => {
  const list = [
    conversation("early today", Date.UTC(2026, 10, 20, 0, 0)),
    conversation("late yesterday", Date.UTC(2026, 10, 19, 23, 59)),
    conversation("now", now),
    conversation("this month", Date.UTC(2026, 10, 2)),
    conversation("last month", Date.UTC(2026, 9, 31)),
    conversation("last year", Date.UTC(2025, 10, 20)),
  ];
  expect(groups(list)).toEqual([
    ["Today", ["now", "early today"]],
    ["Yesterday", ["late yesterday"]],
    ["Earlier in November", ["this month"]],
    ["October", ["last month"]],
    ["November 2025", ["last year"]],
  ]);
});

test("pinned ones come first and stand nowhere else", () => {
  const list = [conversation("plain", now), conversation("old pin", Date.UTC(2025, 0, 1), true)];
  expect(groups(list)).toEqual([
    ["Pinned", ["old pin"]],
    ["Today", ["plain"]],
  ]);
});

test("what was used a moment after this page read the clock is today", () => {
  expect(groups([conversation("just now", now + 86_400_000)])).toEqual([["Today", ["just now"]]]);
});

test("a day begins at midnight of the zone, not of Greenwich", () => {
  const list = [conversation("shortly before midnight in Greenwich", Date.UTC(2026, 10, 19, 23, 30))];
  expect(groups(list, dayAtOffset(120))).toEqual([["Today", ["shortly before midnight in Greenwich"]]]);
  expect(groups(list, dayAtOffset(-600))).toEqual([["Today", ["shortly before midnight in Greenwich"]]]);
  expect(groups(list, utc)).toEqual([["Yesterday", ["shortly before midnight in Greenwich"]]]);
});

test("yesterday holds over a change of clocks", () => {
  const afterChange = Date.UTC(2026, 2, 30, 8);
  const day = [conversation("the short Sunday", Date.UTC(2026, 2, 29, 8))];
  expect(groupByDay(day, afterChange).map(({ title }) => title)).toEqual(["Yesterday"]);
});
