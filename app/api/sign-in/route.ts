import { SignInBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/sign-in">>(async (request) => {
  const { password } = await readJson(request, SignInBody);
  const cookie = container().access.signIn(password, request.headers);
  return new Response(null, { status: 204, headers: { "set-cookie": cookie } });
});
