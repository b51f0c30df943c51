import { z } from "zod";
import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/turns/[turnId]/verdicts">>(async (request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  await readJson(request, z.strictObject({}));
  await container().turns.judgeAgain(turnId);
  return Response.json({ turnId }, { status: 202 });
});
