import { PatchTurnBody } from "@/lib/core/api";
import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/turns/[turnId]">;

export const GET = handle<Context>(async (_request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  return Response.json(container().turns.state(turnId));
});

export const PATCH = handle<Context>(async (request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  const body = await readJson(request, PatchTurnBody);
  const { turns } = container();
  return Response.json(
    "ruling" in body ? turns.rule(turnId, body.ruling) : turns.chooseVerdict(turnId, body.currentVerdictId),
  );
});
