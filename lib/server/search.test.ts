import { expect, test } from "vitest";
import { createSearchIndex } from "@/db/search";
import { wipe } from "@/db/wipe";
import { indexNext } from "./housekeeping";
import { openTestWork } from "./turns-test-kit";

const french = "Un café crème: l'énergie des marées d'après Ångström.";
const chinese = "潮汐能可以预测，但是海上风电更便宜。";

async function askedWork() {
  const work = openTestWork({ replies: { "t:yes": french, "t:no": chinese, "t:judge": "no analysis" } });
  const { id } = work.conversations.create("First");
  const { turnId } = await work.turns.start(id, { ...work.ask, question: "Which turbines survive C++ winters?" }, null);
  await work.watch(turnId);
  const other = work.conversations.create("Something else");
  const find = (q: string) => work.conversations.list({ q }).conversations.map(({ title }) => title);
  return { ...work, id, turnId, other, find, searchIndex: createSearchIndex(work.db) };
}

test("a conversation is found by its question, by an answer and by its title", async () => {
  const { find } = await askedWork();
  expect(find("turbines winters")).toEqual(["First"]);
  expect(find("TURB")).toEqual(["First"]);
  expect(find("cafe angstrom")).toEqual(["First"]);
  expect(find("irst")).toEqual(["First"]);
  expect(find("turbines sailing")).toEqual([]);
});

test("Chinese is found by any part of it, also by one letter and mixed with other words", async () => {
  const { find } = await askedWork();
  expect(find("风电")).toEqual(["First"]);
  expect(find("汐")).toEqual(["First"]);
  expect(find("预测 turbines")).toEqual(["First"]);
  expect(find("电风")).toEqual([]);
});

test("no typed text is a query language or an error", async () => {
  const { find } = await askedWork();
  for (const q of ['"', "NOT", "a AND", "question:", "(", "*", "^turbines", "' or 1=1 --", "NEAR(", "-", "日\u0000本"])
    find(q);
  expect(find("C++")).toEqual(["First"]);
  expect(find('"turbines"')).toEqual(["First"]);
});

test("what a judge adds later is found too, and a deleted conversation leaves nothing behind", async () => {
  const { db, find, conversations, conversationRows, id } = await askedWork();
  const rows = () =>
    db.$client.prepare("select count(*) from search_index where search_index match 'turbines'").pluck().get();
  expect(rows()).toBe(1);
  conversations.remove(id);
  expect(find("turbines")).toEqual([]);
  conversationRows.purgeDeleted();
  expect(rows()).toBe(0);
  expect(db.$client.prepare("select count(*) from search_rows").pluck().get()).toBe(0);
});

test("turns of an older version become findable, one at a time", async () => {
  const work = await askedWork();
  const { db, find, turnId } = work;
  db.$client.exec("delete from search_rows");
  expect(find("turbines")).toEqual([]);
  expect(work.searchIndex.missing(5)).toEqual([turnId]);
  expect(indexNext(work)).toBe(true);
  expect(indexNext(work)).toBe(false);
  expect(find("turbines")).toEqual(["First"]);
});

test("deleting everything empties the index as well", async () => {
  const { db } = await askedWork();
  wipe(db);
  expect(
    db.$client.prepare("select count(*) from search_index where search_index match 'turbines'").pluck().get(),
  ).toBe(0);
});
