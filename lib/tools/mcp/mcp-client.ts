import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { z } from "zod";
import { isTellable, type McpOutcome, type McpToolTrouble, mcpToolLimits } from "@/lib/core/mcp";
import { failedBy } from "./mcp-failure";
import { mcpFetch } from "./mcp-fetch";

/** Where a server is, and the key it wants; null = none. */
export type McpEndpoint = { url: string; key: string | null; version: string };

/** A tool as its server describes it, within `mcpToolLimits`. */
export type ListedTool = {
  name: string;
  description: string;
  /** Its input schema; empty when models cannot be told of it. */
  parameters: Record<string, unknown>;
  /** It does not say that it only reads. */
  changes: boolean;
  trouble: McpToolTrouble | null;
};

const mostTools = 128;
const listMs = 20_000;
const callMs = 40_000;

/** The tools of a server, the first 128. Throws what the SDK or `mcpFetch` throws. */
export async function listMcpTools(endpoint: McpEndpoint, signal: AbortSignal): Promise<ListedTool[]> {
  return within(endpoint, AbortSignal.any([signal, AbortSignal.timeout(listMs)]), async (client, whole) => {
    const tools: ListedTool[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTools(cursor === undefined ? {} : { cursor }, { signal: whole });
      tools.push(...page.tools.map(listed));
      cursor = page.nextCursor;
    } while (cursor !== undefined && tools.length < mostTools);
    return tools.slice(0, mostTools);
  });
}

type WireTool = Awaited<ReturnType<Client["listTools"]>>["tools"][number];

function listed(tool: WireTool): ListedTool {
  const { name, description = "", inputSchema, annotations } = tool;
  const trouble = troubleOf(tool);
  return {
    name: name.slice(0, mcpToolLimits.name),
    description: description.slice(0, mcpToolLimits.description),
    parameters: isTellable(trouble) ? { ...inputSchema } : {},
    changes: annotations?.readOnlyHint !== true,
    trouble,
  };
}

function troubleOf({ name, description = "", inputSchema }: WireTool): McpToolTrouble | null {
  if (name.length > mcpToolLimits.name) return "name_too_long";
  if (JSON.stringify(inputSchema).length > mcpToolLimits.schema) return "schema_too_large";
  return description.length > mcpToolLimits.description ? "description_cut" : null;
}

const Content = z.array(z.looseObject({ type: z.string() })).default([]);
const Result = z.looseObject({
  content: Content,
  isError: z.boolean().optional(),
  structuredContent: z.unknown().optional(),
});

/** Makes one call. Never throws. */
export async function callMcpTool(
  endpoint: McpEndpoint,
  call: { tool: string; arguments: Record<string, unknown> },
  signal: AbortSignal,
): Promise<McpOutcome> {
  try {
    return await within(endpoint, AbortSignal.any([signal, AbortSignal.timeout(callMs)]), async (client, whole) => {
      const asked = { name: call.tool, arguments: call.arguments };
      const answer = Result.parse(await client.callTool(asked, undefined, { signal: whole, timeout: callMs }));
      return { text: textOf(answer), isError: answer.isError === true };
    });
  } catch (error) {
    return { failure: failedBy(error, signal) };
  }
}

const TextPart = z.object({ type: z.literal("text"), text: z.string() });
const Resource = z.object({ type: z.literal("resource"), resource: z.object({ text: z.string() }) });

/** What a model can read of a result: its texts, else its data; other parts are named. */
function textOf({ content, structuredContent }: z.output<typeof Result>): string {
  const parts = content.map((part) => {
    const text = TextPart.safeParse(part);
    if (text.success) return text.data.text;
    const resource = Resource.safeParse(part);
    return resource.success ? resource.data.resource.text : `(${part.type.slice(0, 40)}, which is not shown)`;
  });
  if (parts.length > 0) return parts.join("\n\n");
  return structuredContent === undefined ? "(nothing)" : JSON.stringify(structuredContent);
}

/** A connection for one errand, closed whatever happens. */
async function within<Given>(
  { url, key, version }: McpEndpoint,
  signal: AbortSignal,
  run: (client: Client, signal: AbortSignal) => Promise<Given>,
): Promise<Given> {
  const headers = {
    // A server that is a Parley must not ask its panels for ours.
    "x-openrouter-fusion-depth": "1",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: mcpFetch,
    requestInit: { headers, signal },
  });
  const client = new Client({ name: "parley", version });
  try {
    await client.connect(asTransport(transport), { signal, timeout: callMs });
    return await run(client, signal);
  } finally {
    await transport.terminateSession().catch(() => undefined);
    await client.close();
  }
}

/** The package's own class does not fit its interface under exactOptionalPropertyTypes: an optional property is `undefined` there. */
function asTransport(transport: StreamableHTTPClientTransport): Transport {
  return transport as unknown as Transport;
}
