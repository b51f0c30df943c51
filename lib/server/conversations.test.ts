import { expect, test } from "vitest";
import { handClock } from "@/lib/core/test-kit";
import { heldReply, openTestWork } from "./turns-test-kit";

function openList() {
  const clock = handClock();
  const work = openTestWork({ clock });
  const create = (title: string) => {
    clock.advance(1000);
    return work.conversations.create(title).id;
  };
  const titles = (query: { q?: string; cursor?: string } = {}) =>
    work.conversations.list(query).conversations.map(({ title }) => title);
  return { ...work, create, titles };
}

test("the list is newest first, and pinned ones come before all others", () => {
  const { create, titles, conversations } = openList();
  const first = create("First");
  create("Second");
  create("Third");
  conversations.patch(first, { pinned: true });
  expect(titles()).toEqual(["First", "Third", "Second"]);
});

test("pages follow each other without gap or repeat, also between equal times", () => {
  const { conversations } = openList();
  const ids = Array.from({ length: 120 }, () => conversations.create("Same").id);
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = conversations.list(cursor ? { cursor } : {});
    seen.push(...page.conversations.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toHaveLength(120);
  expect(new Set(seen)).toEqual(new Set(ids));
});

test("pinned ones are on the first page only", () => {
  const { conversations } = openList();
  const pinned = conversations.create("Pinned").id;
  conversations.patch(pinned, { pinned: true });
  for (let count = 0; count < 60; count += 1) conversations.create("Other");
  const { nextCursor } = conversations.list({});
  const second = conversations.list({ cursor: nextCursor ?? "" });
  expect(second.conversations.some(({ id }) => id === pinned)).toBe(false);
});

test("a cursor of something else is refused", () => {
  const { conversations } = openList();
  for (const cursor of ["", "garbage", Buffer.from("-1 x").toString("base64url")]) {
    expect(() => conversations.list({ cursor })).toThrow("cursor");
  }
});

test("titles are searched as they are written: any case, also beyond ASCII, and no wildcards", () => {
  const { create, titles } = openList();
  create("Übung macht den Meister");
  create("100 % sure_thing");
  create("Back\\slash");
  expect(titles({ q: "übUNG" })).toEqual(["Übung macht den Meister"]);
  expect(titles({ q: "%" })).toEqual(["100 % sure_thing"]);
  expect(titles({ q: "e_t" })).toEqual(["100 % sure_thing"]);
  expect(titles({ q: "\\" })).toEqual(["Back\\slash"]);
  expect(titles({ q: "' or 1=1" })).toEqual([]);
});

test("archived ones are found by search only", () => {
  const { create, titles, conversations } = openList();
  conversations.patch(create("Old matter"), { archived: true });
  expect(titles()).toEqual([]);
  expect(titles({ q: "old" })).toEqual(["Old matter"]);
});

test("renaming does not make a conversation newer", () => {
  const { create, titles, conversations } = openList();
  const first = create("First");
  create("Second");
  expect(conversations.patch(first, { title: "Renamed" }).title).toBe("Renamed");
  expect(titles()).toEqual(["Second", "Renamed"]);
});

test("a deleted conversation is gone until the delete is undone, and for good after the next start", () => {
  const { create, titles, conversations, folder, clock } = openList();
  const id = create("Gone");
  conversations.remove(id);
  expect(titles()).toEqual([]);
  expect(() => conversations.view(id)).toThrow("no such conversation");
  expect(() => conversations.remove(id)).toThrow("no such conversation");
  expect(() => conversations.patch(id, { title: "New" })).toThrow("no such conversation");
  expect(conversations.patch(id, { deleted: false }).title).toBe("Gone");
  conversations.remove(id);
  const later = openTestWork({ folder, clock });
  later.conversationRows.purgeDeleted();
  expect(() => later.conversations.patch(id, { deleted: false })).toThrow("no such conversation");
});

test("purging a conversation takes its turns, events and states with it", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  work.conversations.remove(id);
  work.conversationRows.purgeDeleted();
  expect(work.log.lastSeq(turnId)).toBe(0);
  expect(work.turnRows.savedState(turnId)).toBeNull();
});

test("deleting a conversation stops the turn that runs in it", async () => {
  const held = heldReply("So far");
  const work = openTestWork({ replies: { "t:yes": held.reply, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  work.conversations.remove(id);
  expect((await work.watch(turnId)).at(-1)?.type).toBe("turn-stopped");
});
