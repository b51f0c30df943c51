import { ReorderPanelsBody } from "@/lib/core/api";
import { PanelSpec } from "@/lib/core/panel";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/panels">>(() => Response.json(container().panels.list()));

export const POST = handle<RouteContext<"/api/panels">>(async (request) => {
  const panel = await readJson(request, PanelSpec);
  return Response.json(container().panels.create(panel), { status: 201 });
});

export const PATCH = handle<RouteContext<"/api/panels">>(async (request) => {
  const { panelIds } = await readJson(request, ReorderPanelsBody);
  return Response.json(container().panels.reorder(panelIds));
});
