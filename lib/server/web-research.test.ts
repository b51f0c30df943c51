import { describe, expect, test } from "vitest";
import { createPageTexts } from "@/db/page-texts";
import { wipe } from "@/db/wipe";
import { PanelistId } from "@/lib/core/ids";
import { finished, yesNoJudge } from "@/lib/core/test-kit";
import { hitAt, pretendWeb } from "@/lib/core/web-kit";
import { keepPages } from "./kept-pages";
import { createLog } from "./log";
import { toolWayOf } from "./tool-way";
import { openTestWork } from "./turns-test-kit";

describe("how a model may research", () => {
  test.each([
    ["openrouter", true, "auto", "server"],
    ["openrouter", null, "openrouter", "server"],
    ["openrouter", true, "brave", "own"],
    ["openrouter", false, "auto", "before"],
    ["local", null, "auto", "own"],
    ["local", false, "searxng", "before"],
    ["openai-compatible", true, "openrouter", "own"],
    ["demo", true, "auto", "none"],
    [null, null, "auto", "none"],
  ] as const)("%s, tools %s, engine %s: %s", (kind, tools, engine, way) => {
    expect(toolWayOf({ kind, tools }, engine)).toBe(way);
  });
});

describe("the text of a page", () => {
  const request = { turnId: "", allowedDomains: [], excludedDomains: [], signal: new AbortController().signal };
  const web = pretendWeb({
    hits: [hitAt("https://a.example/")],
    pages: { "https://a.example/": { text: "Kept words." } },
  });

  test("is kept for its turn under its canonical address, and goes when everything is deleted", async () => {
    const work = openTestWork();
    const { id } = work.conversations.create("");
    const { turnId } = await work.turns.start(id, work.ask, null);
    await work.watch(turnId);
    const pageTexts = createPageTexts(work.db);
    const fetchPage = keepPages(web.fetchPage, { ...work, pageTexts });
    await fetchPage({ ...request, turnId, url: "https://a.example/" });
    expect(pageTexts.textOf(turnId, "https://a.example")).toBe("Kept words.");
    expect(pageTexts.textOf("another", "https://a.example")).toBeNull();
    wipe(work.db);
    expect(pageTexts.textOf(turnId, "https://a.example")).toBeNull();
  });

  test("that cannot be kept is read all the same, and the log says so", async () => {
    const work = openTestWork();
    const lines: string[] = [];
    const logger = createLog("debug", (line) => lines.push(line));
    const pageTexts = createPageTexts(work.db);
    const fetchPage = keepPages(web.fetchPage, { ...work, pageTexts, logger });
    const outcome = await fetchPage({ ...request, turnId: "gone", url: "https://a.example/" });
    expect(outcome).toMatchObject({ page: { text: "Kept words." } });
    expect(lines.join()).toContain("could not be kept");
  });
});

describe("ids of sources in a conversation", () => {
  const linking = (text: string) =>
    openTestWork({ replies: { ...yesNoJudge, "t:yes": text, "t:no": "See https://shared.example/page now." } });

  test("go on in the next turn, and a page keeps its id", async () => {
    const work = linking("See https://only.example/first and https://shared.example/page.");
    const { id } = work.conversations.create("");
    const idsOf = async (turnId: string) => {
      await work.watch(turnId);
      return work.turns
        .state(turnId)
        .sources.map(({ id: source, url }) => `${source} ${new URL(url).hostname}`)
        .toSorted();
    };
    const first = await work.turns.start(id, work.ask, null);
    const before = await idsOf(first.turnId);
    expect(before).toHaveLength(2);
    const second = await work.turns.start(id, { ...work.ask, question: "And now?" }, null);
    expect(await idsOf(second.turnId)).toEqual(before);
  });

  test("given by a later turn are not given again when an earlier panelist is asked again", async () => {
    let page = 0;
    const work = openTestWork({
      replies: {
        ...yesNoJudge,
        "t:yes": async function* reply() {
          page += 1;
          yield { type: "text", text: `See https://page-${page}.example/.` } as const;
          yield finished;
        },
      },
    });
    const { id } = work.conversations.create("");
    const first = await work.turns.start(id, work.ask, null);
    await work.watch(first.turnId);
    const second = await work.turns.start(id, work.ask, null);
    await work.watch(second.turnId);
    await work.turns.retryPanelist(first.turnId, PanelistId.parse("p1"));
    await work.watch(first.turnId, undefined, work.log.lastSeq(first.turnId));
    expect(work.turns.state(first.turnId).sources.map(({ id: source }) => source)).toEqual(["S1", "S3"]);
    expect(work.turns.state(second.turnId).sources.map(({ id: source }) => source)).toEqual(["S2"]);
  });
});
