import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/stop">>(async (_request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  container().turns.stop(turnId);
  return new Response(null, { status: 204 });
});
