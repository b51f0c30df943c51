import { McpServerId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

/** Reads the tools of a server again. */
export const POST = handle<RouteContext<"/api/mcp-servers/[serverId]/test">>(async (_request, { params }) => {
  const serverId = pathId(McpServerId, (await params).serverId);
  return Response.json(await container().mcpServers.refresh(serverId));
});
