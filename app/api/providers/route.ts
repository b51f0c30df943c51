import { CreateProviderBody } from "@/lib/core/api-providers";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/providers">>(() => {
  const { catalog, providers } = container();
  catalog.look();
  return Response.json(providers.list());
});

export const POST = handle<RouteContext<"/api/providers">>(async (request) => {
  const input = await readJson(request, CreateProviderBody);
  const { catalog, providers } = container();
  const provider = providers.create(input);
  catalog.look();
  return Response.json(provider, { status: 201 });
});
