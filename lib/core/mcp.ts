import type { ToolSpec } from "./model";
import type { ToolFailure } from "./web";

/** A tool of an MCP server that a person added, and that a person allowed. */
export type McpTool = {
  serverId: string;
  /** What people call the server. */
  server: string;
  /** Its name there. */
  tool: string;
  /** As models are told of it; its name is unique among all tools. */
  spec: ToolSpec;
};

/** What a model wants of such a tool. */
export type McpCall = Pick<McpTool, "serverId" | "server" | "tool"> & { arguments: Record<string, unknown> };

/** `isError`: the tool itself says that it failed, and the text says why. */
export type McpOutcome = { text: string; isError: boolean } | { failure: ToolFailure };

/** What keeps a tool of a server from models, or cuts what they are told of it. */
export const mcpToolTroubles = ["name_too_long", "schema_too_large", "description_cut"] as const;
export type McpToolTrouble = (typeof mcpToolTroubles)[number];

/** Whether models can be told of a tool with that trouble; null = it has none. */
export function isTellable(trouble: McpToolTrouble | null): boolean {
  return trouble === null || trouble === "description_cut";
}

/** So many characters a tool's name, its description and the JSON of its input schema may have. */
export const mcpToolLimits = { name: 128, description: 1000, schema: 20_000 } as const;

/** So many tools of MCP servers a panelist is offered: providers take 128 in all, and Parley's own come before. */
export const mostMcpTools = 120;

export type McpPort = {
  /** The allowed tools of these servers, the first `mostMcpTools` of them; one that is gone has none. */
  toolsOf: (serverIds: readonly string[]) => readonly McpTool[];
  /** Makes one call. Never throws; what is not allowed any longer is a failure. */
  call: (call: McpCall, signal: AbortSignal) => Promise<McpOutcome>;
};
