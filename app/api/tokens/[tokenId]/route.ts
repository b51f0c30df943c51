import { PatchTokenBody } from "@/lib/core/api-tokens";
import { TokenId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/tokens/[tokenId]">;

export const PATCH = handle<Context>(async (request, { params }) => {
  const tokenId = pathId(TokenId, (await params).tokenId);
  const patch = await readJson(request, PatchTokenBody);
  return Response.json(container().tokens.update(tokenId, patch));
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  const tokenId = pathId(TokenId, (await params).tokenId);
  const { tokens, turns } = container();
  tokens.revoke(tokenId);
  turns.stopToken(tokenId);
  return new Response(null, { status: 204 });
});
