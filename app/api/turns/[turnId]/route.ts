import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/turns/[turnId]">>(async (_request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  return Response.json(container().turns.state(turnId));
});
