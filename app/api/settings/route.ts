import { PatchSettingsBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/settings">>(() => Response.json(container().settings.view()));

export const PATCH = handle<RouteContext<"/api/settings">>(async (request) => {
  const change = await readJson(request, PatchSettingsBody);
  return Response.json(container().settings.patch(change));
});
