import { PatchProviderBody } from "@/lib/core/api-providers";
import { ProviderId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/providers/[providerId]">;

export const PATCH = handle<Context>(async (request, { params }) => {
  const providerId = pathId(ProviderId, (await params).providerId);
  const patch = await readJson(request, PatchProviderBody);
  const { catalog, providers } = container();
  const provider = providers.update(providerId, patch);
  catalog.look();
  return Response.json(provider);
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  const providerId = pathId(ProviderId, (await params).providerId);
  container().providers.remove(providerId);
  return new Response(null, { status: 204 });
});
