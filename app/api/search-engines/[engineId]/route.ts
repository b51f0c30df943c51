import { PatchSearchEngineBody, SearchEngineId } from "@/lib/core/api-search";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

export const PATCH = handle<RouteContext<"/api/search-engines/[engineId]">>(async (request, { params }) => {
  const engineId = pathId(SearchEngineId, (await params).engineId);
  const patch = await readJson(request, PatchSearchEngineBody);
  return Response.json(container().searchEngines.update(engineId, patch));
});
