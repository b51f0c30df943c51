import { expect, test } from "vitest";
import type { ToolCallState } from "@/lib/core/turn";
import { toolFailure } from "@/lib/core/web";
import { callsUsed, toolRow, toolSummary, wayWords } from "./tool-words";

const search: ToolCallState = {
  callId: "t1",
  tool: "web_search",
  input: "EUA price 2023",
  status: "done",
  engine: "SearXNG",
  sourceIds: ["S1", "S2"],
  failure: null,
  words: null,
  omitted: 0,
  startedAt: 1000,
  endedAt: 1700,
};
const page: ToolCallState = {
  ...search,
  callId: "t2",
  tool: "web_fetch",
  input: "https://www.climate.ec.europa.eu/a",
  engine: null,
  sourceIds: ["S2"],
  words: 14_200,
  omitted: 12_000,
};
const refused: ToolCallState = {
  ...page,
  callId: "t3",
  status: "failed",
  sourceIds: [],
  failure: toolFailure("call_limit", "The limit of 4 tool calls is reached."),
};

test("a search names who searched, how much was found, and how long it took", () => {
  expect(toolRow(search)).toMatchObject({
    title: "EUA price 2023",
    outcome: "2 results from SearXNG in 0.7 s",
    sourceId: null,
  });
  expect(toolRow({ ...search, sourceIds: [] }).outcome).toBe("No results from SearXNG in 0.7 s");
});

test("a page shows its host, how much of it was read, and the source that it became", () => {
  expect(toolRow(page)).toMatchObject({
    title: "climate.ec.europa.eu",
    address: page.input,
    outcome: "2,200 of 14,200 words read, saved as",
    sourceId: "S2",
  });
});

test("a call that failed gives its reason and no source", () => {
  expect(toolRow(refused)).toMatchObject({ outcome: "The limit of 4 tool calls is reached.", sourceId: null });
});

test("a call that runs says what it does; one that was cut short says so", () => {
  expect(toolRow({ ...page, status: "running", endedAt: null }).outcome).toBe("Reading");
  expect(toolRow({ ...search, status: "stopped" }).outcome).toBe("Stopped");
});

test("a tool that nobody offered is shown as the model wrote it", () => {
  expect(toolRow({ ...search, tool: "calculator", input: "", status: "running" })).toMatchObject({
    kind: "other",
    title: "calculator",
  });
});

test("the folded line counts searches, pages that were read, different sources, and failures", () => {
  expect(toolSummary({ toolCalls: [search, page, refused] })).toBe("1 search, 1 page, 2 sources");
  expect(toolSummary({ toolCalls: [], serverToolUse: { calls: 3, searches: 2 } })).toBe("3 tool calls at the provider");
  expect(toolSummary({ toolCalls: [] })).toBe("");
});

test("calls that never took place are not counted as used", () => {
  expect(callsUsed({ toolCalls: [search, page, refused] })).toBe(2);
});

test("a model that was searched for says so, and why", () => {
  expect(wayWords({ toolWay: "own" })).toBeNull();
  expect(wayWords({ toolWay: "before" })).toContain("calls no tools");
  expect(wayWords({ toolWay: "before", toolsRefused: "tools are not supported" })).toContain("tools are not supported");
});

test("a call of an MCP server says whose tool it was, what was asked, and what came of it", () => {
  const mcp = { ...search, tool: "find_issue", server: "Tracker", input: '{"text":"leak"}', words: 12, sourceIds: [] };
  expect(toolRow({ ...mcp, status: "running", endedAt: null })).toMatchObject({
    kind: "other",
    title: "Tracker: find_issue",
    outcome: '{"text":"leak"} · Calling',
  });
  expect(toolRow({ ...mcp, status: "done", startedAt: 0, endedAt: 700 }).outcome).toBe(
    '{"text":"leak"} · 12 words in 0.7 s',
  );
  expect(toolRow({ ...mcp, input: "{}", status: "stopped" }).outcome).toBe("Stopped");
  // A server may call its tool like one of Parley's.
  expect(toolRow({ ...mcp, tool: "web_search" }).kind).toBe("other");
  expect(toolSummary({ toolCalls: [mcp, mcp] })).toBe("2 MCP calls");
});
