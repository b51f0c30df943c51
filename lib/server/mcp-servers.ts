import { z } from "zod";
import type { SettingRows } from "@/db/settings";
import type { CreateMcpServerBody, McpServerView, PatchMcpServerBody } from "@/lib/core/api-mcp";
import { FailureError, failure } from "@/lib/core/failure";
import { isTellable, type McpPort, mcpToolTroubles } from "@/lib/core/mcp";
import type { Clock } from "@/lib/core/model";
import { toolFailure } from "@/lib/core/web";
import { callMcpTool, listMcpTools, type McpEndpoint } from "@/lib/tools/mcp/mcp-client";
import { failedBy } from "@/lib/tools/mcp/mcp-failure";
import { mcpToolsOf } from "./mcp-tool-names";
import { lastFour } from "./provider-sources";
import { notFound } from "./refusals";
import type { SealedKey, Secrets } from "./secrets";
import { uniqueSlug } from "./slug";

const prefix = "mcp-server:";

const Stored = z.object({
  id: z.string(),
  label: z.string(),
  url: z.string(),
  sealed: z.string().nullable(),
  last4: z.string().nullable(),
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      parameters: z.record(z.string(), z.unknown()),
      changes: z.boolean(),
      trouble: z.enum(mcpToolTroubles).nullable().default(null),
    }),
  ),
  allowed: z.array(z.string()),
  problem: z.string(),
  checkedAt: z.number().nullable(),
  createdAt: z.number(),
});
export type StoredMcpServer = z.infer<typeof Stored>;

export type McpServers = McpPort & {
  /** In the order they were added. */
  list(): McpServerView[];
  /** Stores a server and reads its tools. Throws invalid_request for Parley's own address. */
  create(input: z.output<typeof CreateMcpServerBody>): Promise<McpServerView>;
  update(id: string, patch: z.output<typeof PatchMcpServerBody>): Promise<McpServerView>;
  /** Reads its tools again; those that are gone, or that models cannot be told of any more, are allowed no longer. */
  refresh(id: string): Promise<McpServerView>;
  remove(id: string): void;
  /** The keys that are in use, so that no log tells them. */
  keys(): string[];
};

export type McpServersParts = {
  rows: SettingRows;
  secrets: Secrets;
  clock: Pick<Clock, "now">;
  version: string;
  /** Whether an address leads back here. */
  isOwn: (address: string) => boolean;
};

/** The MCP servers of this installation and their tools. */
export function createMcpServers(parts: McpServersParts): McpServers {
  const { rows, clock, isOwn } = parts;
  const all = () =>
    rows
      .list(prefix)
      .map(({ value }) => Stored.parse(JSON.parse(value)))
      .toSorted((a, b) => a.createdAt - b.createdAt);
  const save = (server: StoredMcpServer) => rows.set(prefix + server.id, JSON.stringify(server));
  function find(id: string): StoredMcpServer {
    const text = rows.get(prefix + id);
    if (text === null) throw notFound("MCP server");
    return Stored.parse(JSON.parse(text));
  }
  const view = (server: StoredMcpServer) => {
    const lost = keyProblem(parts, server);
    return lost === "" ? viewOf(server) : { ...viewOf(server), problem: lost };
  };
  async function refresh(id: string): Promise<McpServerView> {
    if (keyProblem(parts, find(id)) !== "") return view(find(id));
    const seen = await toolsNow(endpointOf(parts, find(id)));
    // What was changed meanwhile stays.
    const server = find(id);
    const next = { ...server, ...seen, checkedAt: clock.now() };
    const names = new Set(next.tools.filter(({ trouble }) => isTellable(trouble)).map(({ name }) => name));
    save({ ...next, allowed: next.allowed.filter((name) => names.has(name)) });
    return view(find(id));
  }
  return {
    list: () => all().map(view),
    async create({ label, url, key }) {
      refuseOwn(isOwn, url);
      const id = uniqueSlug(label, "server", (slug) => rows.get(prefix + slug) !== null);
      const fresh = { tools: [], allowed: [], problem: "", checkedAt: null, createdAt: clock.now() };
      save({ id, label, url, ...sealed(parts, { id, url }, key), ...fresh });
      return refresh(id);
    },
    async update(id, patch) {
      const before = find(id);
      if (patch.url !== undefined) refuseOwn(isOwn, patch.url);
      const isMoved = patch.url !== undefined && patch.url !== before.url;
      save(changed(parts, before, patch));
      return isMoved || patch.key !== undefined ? refresh(id) : view(find(id));
    },
    refresh,
    remove(id) {
      find(id);
      rows.remove(prefix + id);
    },
    keys: () => all().flatMap((server) => endpointOf(parts, server).key ?? []),
    toolsOf: (serverIds) => mcpToolsOf(all().filter(({ id }) => serverIds.includes(id))),
    async call({ serverId, tool, arguments: given }, signal) {
      const server = all().find(({ id }) => id === serverId);
      // A turn may last longer than somebody's trust.
      if (!server?.allowed.includes(tool))
        return { failure: toolFailure("unknown_tool", "This tool is not allowed any longer.") };
      const lost = keyProblem(parts, server);
      if (lost !== "") return { failure: toolFailure("not_authorized", lost) };
      return callMcpTool(endpointOf(parts, server), { tool, arguments: given }, signal);
    },
  };
}

async function toolsNow(
  endpoint: McpEndpoint,
): Promise<Pick<StoredMcpServer, "tools" | "problem"> | { problem: string }> {
  try {
    return { tools: await listMcpTools(endpoint, new AbortController().signal), problem: "" };
  } catch (error) {
    return { problem: failedBy(error).message };
  }
}

function changed(
  parts: McpServersParts,
  server: StoredMcpServer,
  patch: z.output<typeof PatchMcpServerBody>,
): StoredMcpServer {
  const { label = server.label, url = server.url, key, allowed } = patch;
  const isMoved = url !== server.url;
  const secret = key === undefined && !isMoved ? {} : sealed(parts, { id: server.id, url }, key ?? "");
  // Another server may give a tool of the same name another meaning.
  const trust = isMoved ? { allowed: [], tools: [] } : allowedIn(server, allowed);
  return { ...server, label, url, ...secret, ...trust };
}

function allowedIn({ tools }: StoredMcpServer, allowed: readonly string[] | undefined) {
  if (allowed === undefined) return {};
  const unknown = allowed.find((name) => tools.every((tool) => tool.name !== name));
  if (unknown !== undefined) {
    throw new FailureError(failure("invalid_request", `This server has no tool "${unknown.slice(0, 100)}".`, 400));
  }
  const untellable = tools.find(({ name, trouble }) => allowed.includes(name) && !isTellable(trouble));
  if (untellable) {
    const words = `Models cannot be told of "${untellable.name.slice(0, 100)}", so it cannot be allowed.`;
    throw new FailureError(failure("invalid_request", words, 400));
  }
  return { allowed: [...new Set(allowed)] };
}

function sealed({ secrets }: McpServersParts, place: { id: string; url: string }, key: string) {
  if (key === "") return { sealed: null, last4: null };
  return { sealed: secrets.seal(key, ownerOf(place)), last4: lastFour(key) };
}

/** The key that a row of settings holds sealed; null = it is no MCP server's, or that has none. */
export function sealedMcpKey({ key, value }: { key: string; value: string }): SealedKey | null {
  if (!key.startsWith(prefix)) return null;
  const { id, url, label, sealed: text } = Stored.parse(JSON.parse(value));
  return text === null ? null : { label, sealed: text, owner: ownerOf({ id, url }) };
}

/** A key opens only for the server and the origin it was given for. */
function ownerOf({ id, url }: { id: string; url: string }) {
  return { providerId: `mcp:${id}`, origin: new URL(url).origin };
}

/** Where a server is and its key; a key that cannot be read any more is null. */
function endpointOf({ secrets, version }: McpServersParts, server: StoredMcpServer): McpEndpoint {
  const key = server.sealed === null ? null : secrets.open(server.sealed, ownerOf(server));
  return { url: server.url, key, version };
}

const unreadable = "The stored key cannot be read: the key file of this installation has changed. Enter the key again.";

/** Empty when its key can be read, or it has none. */
function keyProblem(parts: McpServersParts, server: StoredMcpServer): string {
  return server.sealed !== null && endpointOf(parts, server).key === null ? unreadable : "";
}

function refuseOwn(isOwn: McpServersParts["isOwn"], url: string): void {
  if (!isOwn(url)) return;
  throw new FailureError(failure("invalid_request", "This is Parley's own address: a panel would ask itself.", 400));
}

function viewOf({ id, label, url, last4, tools, allowed, problem, checkedAt }: StoredMcpServer): McpServerView {
  return {
    id,
    label,
    url,
    keyLast4: last4,
    tools: tools.map(({ name, description, changes, trouble }) => ({
      name,
      description,
      changes,
      allowed: allowed.includes(name),
      trouble,
    })),
    problem,
    checkedAt,
  };
}
