import { EstimateBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/estimate">>(async (request) => {
  const body = await readJson(request, EstimateBody);
  const { catalog, estimate } = container();
  catalog.look();
  return Response.json(estimate(body));
});
