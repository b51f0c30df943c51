import type { z } from "zod";
import type { Health } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";
import { signInRequired } from "@/lib/server/refusals";

/** For everybody whether Parley is up; with `?deep=1`, for who is signed in, how well each part of it does. */
export const GET = handle<RouteContext<"/api/health">>(async (request) => {
  const { version, epoch, db, access, deepHealth } = container();
  const deep = new URL(request.url).searchParams.get("deep");
  if (deep !== null && deep !== "0") {
    if (!access.isSignedIn(request.headers)) throw signInRequired();
    const health = await deepHealth();
    return Response.json(health, { status: health.status === "failing" ? 503 : 200 });
  }
  db.$client.prepare("select 1").get();
  const health: z.infer<typeof Health> = { status: "ok", version, db: "ok", epoch };
  return Response.json(health);
});
