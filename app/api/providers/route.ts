import { CreateProviderBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/providers">>(() => Response.json(container().providers.list()));

export const POST = handle<RouteContext<"/api/providers">>(async (request) => {
  const input = await readJson(request, CreateProviderBody);
  return Response.json(container().providers.create(input), { status: 201 });
});
