import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/sign-out">>((request) => {
  const cookie = container().access.signOut(request.headers);
  return new Response(null, { status: 204, headers: { "set-cookie": cookie } });
});
