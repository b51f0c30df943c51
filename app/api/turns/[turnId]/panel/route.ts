import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/panel">>(async (_request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  await container().turns.askRest(turnId);
  return Response.json({ turnId }, { status: 202 });
});
