import { SearchEngineId } from "@/lib/core/api-search";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/search-engines/[engineId]/test">>(async (_request, { params }) => {
  const engineId = pathId(SearchEngineId, (await params).engineId);
  return Response.json(await container().searchEngines.test(engineId));
});
