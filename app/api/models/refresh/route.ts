import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";

/** Asks all providers again; the answer does not wait for them. */
export const POST = handle<RouteContext<"/api/models/refresh">>(() => {
  container().catalog.refresh();
  return new Response(null, { status: 202 });
});
