import { PanelId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/panels/[panelId]/duplicate">>(async (_request, { params }) => {
  const panelId = pathId(PanelId, (await params).panelId);
  return Response.json(container().panels.duplicate(panelId), { status: 201 });
});
