import { z } from "zod";
import type { McpCall, McpTool } from "./mcp";
import type { ToolCall, ToolSpec } from "./model";
import { canonicalUrl } from "./source-url";
import { type ToolFailure, toolFailure } from "./web";

export type ToolName = "web_search" | "web_fetch";

const maxQuery = 400;
const maxAddress = 2048;
const maxShownInput = 500;
/** Longer arguments than any good call has are not sent back to the model that wrote them. */
const maxArguments = 4000;
const longestMcpArguments = 20_000;

const searchSpec: ToolSpec = {
  name: "web_search" satisfies ToolName,
  description:
    "Searches the web. Gives titles, addresses and short excerpts of pages, not the pages themselves. Use few, telling words.",
  parameters: {
    type: "object",
    properties: { query: { type: "string", description: "What to search for." } },
    required: ["query"],
    additionalProperties: false,
  },
};

const fetchSpec: ToolSpec = {
  name: "web_fetch" satisfies ToolName,
  description:
    "Reads one web page or PDF and gives its text. Only addresses from the question, from search results, or linked from a page that was read.",
  parameters: {
    type: "object",
    properties: { url: { type: "string", description: "The whole address, as it was given." } },
    required: ["url"],
    additionalProperties: false,
  },
};

/** The tools as a model is told of them. */
export function toolSpecs({ search, fetch }: { search: boolean; fetch: boolean }): ToolSpec[] {
  return [...(search ? [searchSpec] : []), ...(fetch ? [fetchSpec] : [])];
}

/** A call that can be made; `key` is the same for calls that would give the same. `mcp`: the tool of another server. */
export type GoodCall = { tool: string; input: string; key: string; mcp?: McpCall };
/** A call that cannot, in the model's own words, and why. */
export type BadCall = { tool: string; input: string; failure: ToolFailure };

const SearchArguments = z.object({ query: z.string().trim().min(1).max(maxQuery) });
const FetchArguments = z.object({ url: z.string().trim().min(1).max(maxAddress) });

/** What a model's call means, or what is wrong with it. */
export function readCall(
  call: ToolCall,
  offered: readonly ToolSpec[],
  mcp: readonly McpTool[] = [],
): GoodCall | BadCall {
  const input = call.arguments.slice(0, maxShownInput);
  const names = offered.map(({ name }) => name);
  if (!names.includes(call.name)) {
    const words = `There is no tool "${call.name.slice(0, 60)}". There is: ${names.join(", ")}.`;
    return { tool: call.name.slice(0, 60), input, failure: toolFailure("unknown_tool", words) };
  }
  const given = jsonIn(call.arguments);
  const foreign = mcp.find(({ spec }) => spec.name === call.name);
  if (foreign) return readMcpCall(foreign, given, input);
  if (call.name === "web_search") {
    const parsed = SearchArguments.safeParse(given);
    if (!parsed.success) return badArguments(call.name, input, `{"query": "words to search for"}`);
    const { query } = parsed.data;
    return { tool: "web_search", input: query, key: `search ${query.toLowerCase().replace(/\s+/g, " ")}` };
  }
  const parsed = FetchArguments.safeParse(given);
  if (!parsed.success) return badArguments(call.name, input, `{"url": "https://..."}`);
  const { url } = parsed.data;
  return { tool: "web_fetch", input: url, key: `fetch ${canonicalUrl(url) ?? url}` };
}

const ObjectArguments = z.record(z.string(), z.unknown());

/** Whether the arguments fit its schema is for the server to say; they are one object in any case. */
function readMcpCall({ serverId, server, tool }: McpTool, given: unknown, input: string): GoodCall | BadCall {
  const parsed = ObjectArguments.safeParse(given ?? {});
  if (!parsed.success) return badArguments(tool, input, "{...}");
  const written = JSON.stringify(parsed.data);
  if (written.length > longestMcpArguments) return badArguments(tool, input, "{...}, at most 20,000 characters");
  const mcp = { serverId, server, tool, arguments: parsed.data };
  return { tool, input: written.slice(0, maxShownInput), key: `mcp ${serverId} ${tool} ${written}`, mcp };
}

function badArguments(tool: string, input: string, form: string): BadCall {
  const words = `The arguments of ${tool} could not be read. They must be JSON of this form: ${form}`;
  return { tool, input, failure: toolFailure("invalid_arguments", words) };
}

/** The JSON of a text, also when a host wrapped it in a second text; undefined when it is none. */
export function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}

/** The call as it may stand in later requests: some hosts refuse names and arguments that they themselves let through. */
export function presentable({ id, name, arguments: written }: ToolCall): ToolCall {
  const value = jsonIn(written);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const presented = isObject ? JSON.stringify(value) : "{}";
  return {
    id,
    name: name.replace(/[^\w-]/g, "_").slice(0, 60) || "unknown",
    arguments: presented.length > maxArguments ? "{}" : presented,
  };
}
