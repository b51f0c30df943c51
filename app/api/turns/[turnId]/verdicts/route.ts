import { JudgeBody } from "@/lib/core/api";
import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/verdicts">>(async (request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  const wish = await readJson(request, JudgeBody);
  await container().turns.judgeAgain(turnId, wish);
  return Response.json({ turnId }, { status: 202 });
});
