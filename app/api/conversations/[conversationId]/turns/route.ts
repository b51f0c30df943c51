import { z } from "zod";
import { AskBody } from "@/lib/core/api";
import { ConversationId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

const IdempotencyKey = z.string().min(1).max(200, "An Idempotency-Key has at most 200 characters.").nullable();

export const POST = handle<RouteContext<"/api/conversations/[conversationId]/turns">>(async (request, { params }) => {
  const conversationId = pathId(ConversationId, (await params).conversationId);
  const key = IdempotencyKey.parse(request.headers.get("idempotency-key"));
  const ask = await readJson(request, AskBody);
  return Response.json(await container().turns.start(conversationId, ask, key), { status: 202 });
});
