import { RebuttalBody } from "@/lib/core/api";
import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/rebuttals">>(async (request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  const about = await readJson(request, RebuttalBody);
  await container().turns.askRebuttal(turnId, about);
  return Response.json({ turnId }, { status: 202 });
});
