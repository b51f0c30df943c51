import { CreateMcpServerBody } from "@/lib/core/api-mcp";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/mcp-servers">>(() => Response.json(container().mcpServers.list()));

export const POST = handle<RouteContext<"/api/mcp-servers">>(async (request) => {
  const input = await readJson(request, CreateMcpServerBody);
  return Response.json(await container().mcpServers.create(input), { status: 201 });
});
