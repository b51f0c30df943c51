import { PatchConversationBody } from "@/lib/core/api";
import { ConversationId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/conversations/[conversationId]">;

export const GET = handle<Context>(async (_request, { params }) => {
  const conversationId = pathId(ConversationId, (await params).conversationId);
  return Response.json(container().conversations.view(conversationId));
});

export const PATCH = handle<Context>(async (request, { params }) => {
  const conversationId = pathId(ConversationId, (await params).conversationId);
  const patch = await readJson(request, PatchConversationBody);
  return Response.json(container().conversations.patch(conversationId, patch));
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  const conversationId = pathId(ConversationId, (await params).conversationId);
  container().conversations.remove(conversationId);
  return new Response(null, { status: 204 });
});
