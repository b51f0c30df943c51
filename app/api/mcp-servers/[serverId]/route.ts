import { PatchMcpServerBody } from "@/lib/core/api-mcp";
import { McpServerId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/mcp-servers/[serverId]">;

export const PATCH = handle<Context>(async (request, { params }) => {
  const serverId = pathId(McpServerId, (await params).serverId);
  const patch = await readJson(request, PatchMcpServerBody);
  return Response.json(await container().mcpServers.update(serverId, patch));
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  const serverId = pathId(McpServerId, (await params).serverId);
  container().mcpServers.remove(serverId);
  return new Response(null, { status: 204 });
});
