import { countOf } from "@/components/words/counts";
import { formatWait } from "@/components/words/time";
import { hostOf } from "@/lib/core/source-url";
import type { AnswerState, ToolCallState } from "@/lib/core/turn";

export type ToolRow = {
  callId: string;
  kind: "search" | "page" | "other";
  state: ToolCallState["status"];
  /** The query, or the host of the page. */
  title: string;
  /** The whole address of a page; null for anything else. */
  address: string | null;
  /** "8 results in 0.7 s", "Read, saved as". */
  outcome: string;
  /** The row of the source table that a page became. */
  sourceId: string | null;
};

/** One call of a tool as the timeline of a pane shows it. */
export function toolRow(call: ToolCallState): ToolRow {
  const { callId, tool, status, input, server } = call;
  const kind = server ? "other" : kindOf(tool);
  const isRead = kind === "page" && status === "done";
  return {
    callId,
    kind,
    state: status,
    title: server ? `${server}: ${tool}` : kind === "page" ? hostOf(input) : input || tool,
    address: kind === "page" ? input : null,
    outcome: outcomeOf(call, kind),
    sourceId: isRead ? (call.sourceIds[0] ?? null) : null,
  };
}

function kindOf(tool: string): ToolRow["kind"] {
  if (tool === "web_search") return "search";
  return tool === "web_fetch" ? "page" : "other";
}

function outcomeOf(call: ToolCallState, kind: ToolRow["kind"]): string {
  const { status, failure, sourceIds, engine, server } = call;
  if (server) return mcpOutcome(call);
  if (status === "running") return kind === "search" ? "Searching" : "Reading";
  if (status === "stopped") return "Stopped";
  if (failure) return failure.message;
  if (kind !== "search") return `${pageWords(call)}, saved as`;
  const from = engine ? ` from ${engine}` : "";
  return `${sourceIds.length === 0 ? "No results" : countOf(sourceIds.length, "result")}${from}${tookWords(call)}`;
}

/** What a tool of an MCP server was asked, and what became of it. */
function mcpOutcome(call: ToolCallState): string {
  const { status, failure, input, words } = call;
  const asked = input === "{}" ? "" : `${input} · `;
  if (status === "running") return `${asked}Calling`;
  if (status === "stopped") return `${asked}Stopped`;
  return `${asked}${failure?.message ?? `${countOf(words ?? 0, "word")}${tookWords(call)}`}`;
}

function pageWords({ words, omitted }: ToolCallState): string {
  if (words === null) return "Read";
  if (omitted === 0) return `${countOf(words, "word")} read`;
  return `${(words - omitted).toLocaleString("en-US")} of ${countOf(words, "word")} read`;
}

/** What "0.0 s" would be. */
const shortestWait = 50;

function tookWords({ startedAt, endedAt }: ToolCallState): string {
  if (endedAt === null) return "";
  const wait = endedAt - startedAt;
  return wait < shortestWait ? " at once" : ` in ${formatWait(wait)}`;
}

/** Calls that never took place: they cost none of what a panelist may make. */
const uncounted = new Set(["call_limit", "repeated_call", "unknown_tool", "invalid_arguments"]);

/** How many of the calls it may make a panelist has made. */
export function callsUsed({ toolCalls }: Pick<AnswerState, "toolCalls">): number {
  return toolCalls.filter(({ failure }) => !failure || !uncounted.has(failure.code)).length;
}

/** "3 searches, 2 pages, 4 sources", one line in the narrowest pane; empty when nothing was looked up. */
export function toolSummary(answer: Pick<AnswerState, "toolCalls" | "serverToolUse">): string {
  const { toolCalls, serverToolUse } = answer;
  const rows = toolCalls.map(toolRow);
  const sources = new Set(toolCalls.flatMap(({ sourceIds }) => sourceIds)).size;
  const pages = rows.filter(({ kind, state }) => kind === "page" && state === "done").length;
  const parts = [
    counted(rows.filter(({ kind }) => kind === "search").length, "search", "searches"),
    counted(pages, "page"),
    counted(toolCalls.filter(({ server }) => server !== undefined).length, "MCP call"),
    counted(sources, "source"),
    serverToolUse && serverToolUse.calls > 0 ? `${countOf(serverToolUse.calls, "tool call")} at the provider` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

export function failedCalls({ toolCalls }: Pick<AnswerState, "toolCalls">): number {
  return toolCalls.filter(({ status }) => status === "failed").length;
}

function counted(count: number, noun: string, plural?: string): string {
  return count === 0 ? "" : countOf(count, noun, plural);
}

/** How a panelist could look things up, where that is not the usual way; null where it is. */
export function wayWords({ toolWay, toolsRefused }: Pick<AnswerState, "toolWay" | "toolsRefused">): string | null {
  if (toolWay !== "before") return null;
  if (toolsRefused) return `Its provider refused tools, so Parley searched first. Its words: “${toolsRefused}”`;
  return "This model calls no tools: Parley searched first and showed it what was found.";
}
