import { PanelistId, TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/panelists/[panelistId]/retry">>(
  async (_request, { params }) => {
    const ids = await params;
    const turnId = pathId(TurnId, ids.turnId);
    const panelistId = pathId(PanelistId, ids.panelistId);
    await container().turns.retryPanelist(turnId, panelistId);
    return Response.json({ turnId }, { status: 202 });
  },
);
