import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEvent } from "./apply-event";
import type { TurnEvent } from "./events";
import { ConversationId, PanelistId, TurnId } from "./ids";
import type { SeenSource } from "./seen-source";
import { sourceIdsOf } from "./source-registry";
import { canonicalUrl } from "./source-url";
import { twoPanelists } from "./test-kit";
import type { SourceState, TurnState } from "./turn";

const p1 = PanelistId.parse("p1");
const at = 1;

function started(more: Partial<Extract<TurnEvent, { type: "turn-started" }>> = {}): TurnState {
  return applyEvent(null, {
    type: "turn-started",
    at,
    turnId: TurnId.parse("t"),
    conversationId: ConversationId.parse("c"),
    parentTurnId: null,
    question: "Q",
    mode: "panel",
    panel: twoPanelists,
    context: [],
    ...more,
  });
}

function seen(url: string, more: Partial<SeenSource> = {}): SeenSource {
  return { url, title: "", snippet: "", date: "", status: "found", ...more };
}

const returned = (sources: SeenSource[], panelistId = p1): TurnEvent => ({
  type: "answer-tool-returned",
  at,
  panelistId,
  attempt: 1,
  callId: "t1",
  sources,
});

/** The events of an answer that says this and ends. */
function answered(text: string, panelistId = p1): TurnEvent[] {
  const of = { at, panelistId, attempt: 1 };
  const end = { usage: null, costUsd: null, finish: "stop" as const, failure: null, resolvedModel: "m" };
  return [
    { type: "answer-started", ...of, model: "t:yes" },
    { type: "answer-delta", ...of, text },
    { type: "answer-ended", ...of, ...end, status: "done" },
  ];
}

const play = (events: readonly TurnEvent[], from = started()) => events.reduce<TurnState>(applyEvent, from);
const brief = ({ id, url, status }: SourceState) => [id, url, status];

describe("the source table", () => {
  test("numbers pages in the order they are seen, whatever their spelling", () => {
    const { sources } = play([
      returned([seen("https://a.example/1/"), seen("https://b.example/")]),
      returned([seen("https://A.example/1#x"), seen("https://c.example/")]),
    ]);
    expect(sources.map(brief)).toEqual([
      ["S1", "https://a.example/1", "found"],
      ["S2", "https://b.example", "found"],
      ["S3", "https://c.example", "found"],
    ]);
  });

  test("a page that was read counts as read, and a search afterwards takes nothing away", () => {
    const page = seen("https://a.example/", { status: "fetched", title: "Its own title", author: "A. Author" });
    const hit = seen("https://a.example/", { title: "The engine's title", snippet: "An excerpt." });
    for (const order of [
      [hit, page],
      [page, hit],
    ]) {
      const { sources } = play(order.map((source) => returned([source])));
      expect(sources).toMatchObject([
        { id: "S1", status: "fetched", title: "Its own title", author: "A. Author", snippet: "An excerpt." },
      ]);
    }
  });

  test("a page that moved keeps its id and is known under both addresses", () => {
    const { sources } = play([
      returned([seen("https://old.example/")]),
      returned([seen("https://new.example/", { status: "fetched", asked: "https://old.example/" })]),
      returned([seen("https://old.example/"), seen("https://new.example/")]),
    ]);
    expect(sources.map(brief)).toEqual([["S1", "https://new.example", "fetched"]]);
    expect(sources[0]?.domain).toBe("new.example");
  });

  test("two pages that turn out to be one keep their ids", () => {
    const { sources } = play([
      returned([seen("https://old.example/"), seen("https://new.example/")]),
      returned([seen("https://new.example/", { status: "fetched", asked: "https://old.example/", print: "ab" })]),
    ]);
    expect(sources.map(brief)).toEqual([
      ["S1", "https://old.example", "fetched"],
      ["S2", "https://new.example", "fetched"],
    ]);
  });

  test("a link that nobody retrieved is only cited; one that was is credited to who names it", () => {
    const { sources } = play([
      returned([seen("https://a.example/")]),
      ...answered("See [a](https://a.example/?utm_source=x) and https://invented.example/page."),
    ]);
    expect(sources).toMatchObject([
      { id: "S1", status: "found", seenBy: ["p1"], citedBy: ["p1"] },
      { id: "S2", url: "https://invented.example/page", status: "cited", seenBy: [], citedBy: ["p1"] },
    ]);
  });

  test("goes on where the conversation is, and gives a page its old id again", () => {
    const first = play([returned([seen("https://a.example/"), seen("https://b.example/")])]);
    const knownSources = sourceIdsOf([first]);
    const second = play(
      [returned([seen("https://c.example/"), seen("https://b.example/")])],
      started({ knownSources }),
    );
    expect(second.sources.map(brief)).toEqual([
      ["S3", "https://c.example", "found"],
      ["S2", "https://b.example", "found"],
    ]);
    const ended = applyEvent(second, { type: "turn-ended", at });
    expect(ended).not.toHaveProperty("knownSources");
    const again = play(
      [
        { type: "turn-reopened", at, reason: "retry", knownSources: [{ id: "S9", url: "https://z.example" }] },
        returned([seen("https://d.example/")]),
      ],
      ended,
    );
    expect(again.sources.at(-1)?.id).toBe("S10");
  });
});

const urls = [
  "https://a.example/",
  "https://a.example/#x",
  "http://a.example",
  "https://b.example/?q=1",
  "https://c.example/é",
];
const status = fc.constantFrom("found" as const, "fetched" as const);
const someUrl = fc.constantFrom(...urls);
const someSource = fc
  .record({ url: someUrl, asked: fc.option(someUrl, { nil: undefined }), status })
  .map(({ url, asked, status: is }) => seen(url, { status: is, ...(asked ? { asked } : {}) }));
const someEvents = fc.oneof(
  fc.array(someSource, { maxLength: 3 }).map((sources) => [returned(sources)]),
  someUrl.map((url) => [{ type: "answer-cited" as const, at, panelistId: p1, attempt: 1, url, title: "" }]),
  someUrl.map((url) => answered(`See ${url} and <https://never.example/${url.length}>.`)),
);
const ranks = { cited: 0, found: 1, fetched: 2 };

function expectGrowth(was: SourceState, now: SourceState | undefined): void {
  expect(ranks[now?.status ?? "cited"]).toBeGreaterThanOrEqual(ranks[was.status]);
  expect([now?.url, ...(now?.aliases ?? [])]).toEqual(expect.arrayContaining([was.url, ...(was.aliases ?? [])]));
  expect(now?.seenBy).toEqual(expect.arrayContaining(was.seenBy));
}

test("an answer in a loop adds a hundred pages that nobody retrieved, and loses none that somebody did", () => {
  const links = Array.from({ length: 1000 }, (_, index) => `https://invented.example/${index}`).join(" ");
  const found = applyEvent(started(), returned([seen("https://found.example/")]));
  const turn = answered(`${links} https://found.example/`).reduce(applyEvent, found);
  expect(turn.sources.filter(({ status }) => status === "cited")).toHaveLength(100);
  expect(turn.sources[0]).toMatchObject({ url: "https://found.example", citedBy: [p1] });
});

test("ids are S1, S2, ... without holes and never change, and no status ever falls", () => {
  fc.assert(
    fc.property(fc.array(someEvents, { maxLength: 12 }), (batches) => {
      let turn = started();
      for (const event of batches.flat()) {
        const before = turn.sources;
        turn = applyEvent(turn, event);
        expect(turn.sources.map(({ id }) => id)).toEqual(turn.sources.map((_, index) => `S${index + 1}`));
        for (const [index, was] of before.entries()) expectGrowth(was, turn.sources[index]);
        for (const { url } of turn.sources) expect(canonicalUrl(url)).toBe(url);
        expect(new Set(turn.sources.map(({ url }) => url)).size).toBe(turn.sources.length);
      }
    }),
  );
});
