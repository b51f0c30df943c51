import { ProviderId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/providers/[providerId]/test">>(async (_request, { params }) => {
  const providerId = pathId(ProviderId, (await params).providerId);
  return Response.json(await container().providers.test(providerId));
});
