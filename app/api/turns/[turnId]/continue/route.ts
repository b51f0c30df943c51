import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/continue">>(async (_request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  await container().turns.continue(turnId);
  return Response.json({ turnId }, { status: 202 });
});
