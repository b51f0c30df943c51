import { z } from "zod";
import { CreateConversationBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

const Query = z.object({ q: z.string().max(200).optional(), cursor: z.string().max(200).optional() });

export const GET = handle<RouteContext<"/api/conversations">>((request) => {
  const query = Query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(container().conversations.list(query));
});

export const POST = handle<RouteContext<"/api/conversations">>(async (request) => {
  const { title } = await readJson(request, CreateConversationBody);
  return Response.json(container().conversations.create(title), { status: 201 });
});
