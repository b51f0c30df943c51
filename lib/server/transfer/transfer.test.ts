import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { createConversationRows } from "@/db/conversations";
import { createPageTexts } from "@/db/page-texts";
import { createPanelRows } from "@/db/panels";
import { createSettingRows } from "@/db/settings";
import { PanelistId } from "@/lib/core/ids";
import { testPanel } from "@/lib/core/test-kit";
import type { TurnState } from "@/lib/core/turn";
import { createPanels } from "@/lib/server/panels";
import { demoProvider } from "@/lib/server/provider-sources";
import { createSettings } from "@/lib/server/settings";
import { heldReply, openTestWork } from "@/lib/server/turns-test-kit";
import { openTransfer } from "./open-transfer";

/** An installation with its ways out and in. `ids` sets its ids apart from those of others. */
function openHouse(ids: string, options: Parameters<typeof openTestWork>[0] = {}) {
  const work = openTestWork(options);
  const rows = createSettingRows(work.db);
  let last = 0;
  const newId = () => `${ids}-${++last}`;
  const panels = createPanels({
    rows: createPanelRows(work.db),
    settings: rows,
    clock: work.clock,
    newId,
    connected: () => [demoProvider],
    offered: () => [demoProvider],
    modelsOf: () => [],
  });
  panels.seed();
  const settings = createSettings({ rows, databaseFile: "parley.db", version: "0.1.0", passwordOn: false });
  const around = { turns: work.turns, panels, settings, version: "0.1.0", epoch: work.epoch };
  const transfer = openTransfer({ ...work, newId }, around);
  return { ...work, panels, settings, transfer };
}

type House = ReturnType<typeof openHouse>;

/** A conversation with two turns, the second of which was retried and judged twice, and a page that was read. */
async function fill(house: House): Promise<string> {
  const { conversations, turns, ask, watch, db } = house;
  const { id } = conversations.create("");
  const { turnId: first } = await turns.start(id, ask, null);
  await watch(first);
  const { turnId } = await turns.start(id, { ...ask, question: "And at night?" }, null);
  await watch(turnId);
  await turns.retryPanelist(turnId, PanelistId.parse("p1"));
  await watch(turnId, undefined, turns.state(turnId).lastSeq);
  createPageTexts(db).keep({ turnId, url: "https://a.example/", text: "Tides turn twice.", readAt: 7 });
  return id;
}

async function* inPieces(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const saved = ({ transfer }: House, id: string) => JSON.stringify(transfer.conversation(id), null, 2);
const take = ({ transfer }: House, text: string, size?: number) => transfer.importFile(inPieces(text, size));
const titles = ({ conversations }: House) => conversations.list({}).conversations.map(({ title }) => title);

test("a conversation comes back as it was: exported, deleted for good, imported", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  const before = house.conversations.view(id);
  const file = saved(house, id);
  house.conversations.remove(id);
  house.conversationRows.purgeDeleted();
  expect(await take(house, file, 7)).toMatchObject({ imported: 1, copied: 0, turns: 2, conversationId: id });
  expect(house.conversations.view(id)).toEqual(before);
  expect(house.transfer.conversation(id).turns.map(({ pages }) => pages)).toEqual([
    [],
    [{ url: "https://a.example/", text: "Tides turn twice.", readAt: 7 }],
  ]);
  expect(house.conversations.list({ q: "night" }).conversations).toHaveLength(1);
});

test("a conversation can be imported elsewhere and worked on there", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  const other = openHouse("b");
  await take(other, saved(house, id));
  const [turn] = other.conversations.view(id).turns;
  if (!turn) throw new Error("A turn was expected.");
  expect(turn).toEqual(house.conversations.view(id).turns[0]);
  await other.turns.judgeAgain(turn.id);
  await other.watch(turn.id, undefined, turn.lastSeq);
  expect(other.turns.state(turn.id).verdicts).toHaveLength(2);
  expect(() => other.log.readAll(turn.id)).not.toThrow();
});

test("importing a file again changes nothing; a deleted conversation comes back by it", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  const file = saved(house, id);
  expect(await take(house, file)).toMatchObject({ imported: 0, present: 1, copied: 0 });
  house.conversations.remove(id);
  expect(titles(house)).toEqual([]);
  expect(await take(house, file)).toMatchObject({ imported: 1, copied: 0, conversationId: id });
  expect(titles(house)).toHaveLength(1);
});

test("a conversation of a file brings its panelists no tools of MCP servers that are allowed here", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  const forged = saved(house, id).replaceAll('"webTools":', '"mcpServers": ["tracker"], "webTools":');
  const other = openHouse("b");
  await take(other, forged);
  expect(forged).toContain("tracker");
  expect(JSON.stringify(other.transfer.conversation(id))).not.toContain("tracker");
});

test("a file that has more than is here becomes a copy with ids of its own, and what is here stays", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  const other = openHouse("b");
  await take(other, saved(house, id));
  const [first] = house.conversations.view(id).turns;
  await house.turns.judgeAgain(first?.id ?? "");
  await house.watch(first?.id ?? "", undefined, first?.lastSeq);
  const report = await take(other, saved(house, id));
  expect(report).toMatchObject({ imported: 1, copied: 1 });
  const copy = other.conversations.view(report.conversationId ?? "");
  expect(copy.id).not.toBe(id);
  expect(copy.turns.map(withoutIds)).toEqual(house.conversations.view(id).turns.map(withoutIds));
  expect(copy.turns[1]?.parentTurnId).toBe(copy.turns[0]?.id);
  expect(other.conversations.view(id).turns[0]?.verdicts).toHaveLength(1);
});

function withoutIds({ id: _id, conversationId: _conversation, parentTurnId: _parent, ...turn }: TurnState) {
  return turn;
}

test("a turn that ran when the file was written is interrupted where it is read", async () => {
  const held = heldReply("So far");
  const house = openHouse("a", { replies: { "t:yes": "Yes.", "t:no": held.reply } });
  const { id } = house.conversations.create("");
  const { turnId } = await house.turns.start(id, { ...house.ask, panel: testPanel(["t:no"]) }, null);
  let file = "";
  await house.watch(turnId, (event) => {
    if (event.type !== "answer-delta") return;
    file = saved(house, id);
    house.turns.stop(turnId);
  });
  const other = openHouse("b");
  await take(other, file);
  expect(other.turns.state(turnId)).toMatchObject({ status: "interrupted", answers: [{ text: "So far" }] });
  expect(other.log.isClosed(turnId)).toBe(true);
});

test("everything goes into one archive and comes out of it: conversations, panels, settings, but no provider", async () => {
  const house = openHouse("a");
  const id = await fill(house);
  house.panels.create({ ...testPanel(["t:yes"]), name: "Mine" });
  house.settings.patch({ theme: "dark" });
  const archive = [...house.transfer.archive()].join("");
  const other = openHouse("b");
  const report = await take(other, archive, 97);
  expect(report).toMatchObject({ imported: 1, turns: 2, panels: 1, settings: true, present: 0 });
  expect(other.conversations.view(id)).toEqual(house.conversations.view(id));
  expect(other.panels.list().panels.map(({ name }) => name)).toEqual(
    house.panels.list().panels.map(({ name }) => name),
  );
  expect(other.settings.view().theme).toBe("dark");
  expect(await take(other, archive)).toMatchObject({ imported: 0, panels: 0, present: 1 });
});

const broken: [string, (file: string) => string, RegExp][] = [
  ["no JSON", () => "Dear Parley,", /it is no JSON/],
  ["another program's JSON", () => '{"chats":[]}', /no conversation, panel file or archive/],
  ["a file cut short", (file) => file.slice(0, -200), /it is no JSON, or it ends early/],
  ["a newer version", (file) => file.replace('"version": 1', '"version": 2'), /version that this Parley does not know/],
  ["an unknown event", (file) => file.replace("verdict-started", "verdict-begun"), /turn 1, event \d+/],
  [
    "a foreign event",
    (file) => file.replace(/"turnId": "[^"]+"/, '"turnId": "zz"'),
    /turn 1: its events belong to another turn/,
  ],
  [
    "events out of order",
    (file) => file.replace(/"seq": 1\n/, '"seq": 99999\n'),
    /turn 1: its events are not in order/,
  ],
  [
    "an orphan",
    (file) => file.replace(/"parentTurnId": "[^"]+"/g, '"parentTurnId": "zz"'),
    /turn 2: the turn it follows is not before it/,
  ],
  ["an id that is no id", (file) => file.replaceAll(/id-\d+/g, "../../x"), /An id has only letters/],
];

test.each(broken)("%s is refused in words, and nothing of it stays", async (_name, spoil, words) => {
  const house = openHouse("a");
  const file = saved(house, await fill(house));
  const other = openHouse("b");
  const spoiled = spoil(file);
  expect(spoiled).not.toBe(file);
  await expect(take(other, spoiled)).rejects.toThrow(words);
  expectEmpty(other);
});

test("an archive that ends early, or is wrong at its end, brings nothing at all", async () => {
  const house = openHouse("a");
  await fill(house);
  await fill(house);
  house.panels.create({ ...testPanel(["t:yes"]), name: "Mine" });
  const lines = [...house.transfer.archive()];
  const other = openHouse("b");
  const panels = other.panels.list().panels.length;
  await expect(take(other, lines.slice(0, -1).join(""))).rejects.toThrow(/ends early/);
  await expect(take(other, lines.toSpliced(-2, 1).join(""))).rejects.toThrow(/Conversations are missing/);
  await expect(take(other, [...lines, '{"more":1}'].join(""))).rejects.toThrow(/goes on behind its end/);
  const last = lines.at(-2)?.replace("turn-ended", "turn-finished") ?? "";
  await expect(take(other, lines.toSpliced(-2, 1, last).join(""))).rejects.toThrow(/Nothing was imported/);
  expectEmpty(other);
  expect(other.panels.list().panels).toHaveLength(panels);
});

test("a process that ends in the middle of an import leaves nothing that anybody sees", async () => {
  const house = openHouse("a");
  await fill(house);
  const [line] = [...house.transfer.archive()].slice(-2);
  const other = openHouse("b");
  const head = '{"parley":"archive","version":1}\n';
  async function* neverEnding() {
    yield Buffer.from(head + line);
    expect(createConversationRows(other.db).page("", null, 9)).toEqual([]);
    expect(other.db.$client.prepare("select count(*) from conversations").pluck().get()).toBe(1);
    other.conversationRows.purgeDeleted();
    throw new Error("The connection broke.");
  }
  await expect(other.transfer.importFile(neverEnding())).rejects.toThrow("The connection broke.");
  expectEmpty(other);
});

const tables = ["conversations", "turns", "turn_events", "turn_states", "search_rows", "page_texts"];

function expectEmpty({ db }: House): void {
  const counts = tables.map((table) => db.$client.prepare(`select count(*) from ${table}`).pluck().get());
  expect(counts).toEqual(tables.map(() => 0));
}

test("files of the first version keep coming in", async () => {
  const house = openHouse("a");
  const fixture = readFileSync("lib/server/transfer/fixtures/conversation-1.json", "utf8");
  const { conversationId } = await take(house, fixture);
  const { turns } = house.conversations.view(conversationId ?? "");
  const asWritten = z
    .looseObject({ turns: z.array(z.looseObject({ state: z.looseObject({}) })) })
    .parse(JSON.parse(fixture));
  expect(turns).toMatchObject(asWritten.turns.map(({ state }) => state));
});
