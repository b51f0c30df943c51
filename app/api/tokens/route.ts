import { CreateTokenBody } from "@/lib/core/api-tokens";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/tokens">>(() => Response.json(container().tokens.list()));

export const POST = handle<RouteContext<"/api/tokens">>(async (request) => {
  const input = await readJson(request, CreateTokenBody);
  const headers = { "cache-control": "no-store" };
  return Response.json(container().tokens.create(input), { status: 201, headers });
});
