import { expect, test } from "vitest";
import type { AnswerState, SourceState, ToolCallState } from "@/lib/core/turn";
import { type ToolFailure, toolFailure } from "@/lib/core/web";
import { isUnseen, sourceFacts, sourceStatus, sourceStatusWords, unreadSources } from "./source-words";

const source: SourceState = {
  id: "S1",
  url: "https://example.org/a",
  title: "A",
  status: "found",
  seenBy: ["p1"],
};

function read(input: string, failure: ToolFailure | null): Pick<AnswerState, "toolCalls"> {
  const call: ToolCallState = {
    callId: "t1",
    tool: "web_fetch",
    input,
    status: failure ? "failed" : "done",
    engine: null,
    sourceIds: [],
    failure,
    words: null,
    omitted: 0,
    startedAt: 0,
    endedAt: 1,
  };
  return { toolCalls: [call] };
}

const gone = toolFailure("http_error", "The site answered with 404, the page does not exist.");
const unread = (call: Pick<AnswerState, "toolCalls">, sources: SourceState[]) => [
  ...unreadSources({ answers: [call], sources }),
];

test("a page that was tried in vain could not be read, in any spelling of its address", () => {
  expect(unread(read("https://example.org/a/?utm_source=x", gone), [source])).toEqual(["S1"]);
  expect(sourceStatus(source, true)).toBe("Could not be read");
  expect(sourceStatusWords(source, true)).toContain("could not read it");
  expect(isUnseen(source, true)).toBe(true);
});

test("a page that another panelist read, or that nobody asked for, was not tried in vain", () => {
  expect(unread(read(source.url, gone), [{ ...source, status: "fetched" }])).toEqual([]);
  expect(unread(read(source.url, null), [source])).toEqual([]);
  for (const code of ["call_limit", "excluded_domain", "repeated_call"] as const) {
    expect(unread(read(source.url, toolFailure(code, "No.")), [source])).toEqual([]);
  }
  expect(isUnseen(source, false)).toBe(false);
  expect(isUnseen({ status: "cited" }, false)).toBe(true);
});

test("a source tells its author, its site and its date in words, as far as they are known", () => {
  expect(sourceFacts({ ...source, author: "Ann", site: "News", date: "2023-12-29T08:00:00.000Z" })).toBe(
    "Ann, News, 29 December 2023",
  );
  expect(sourceFacts({ ...source, date: "1974-10" })).toBe("example.org, October 1974");
  expect(sourceFacts({ ...source, date: "1974" })).toBe("example.org, 1974");
  expect(sourceFacts({ ...source, date: "soon" })).toBe("example.org");
});
