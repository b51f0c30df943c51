import type { z } from "zod";
import type { Health } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/health">>(() => {
  const { version, epoch, db } = container();
  db.$client.prepare("select 1").get();
  const health: z.infer<typeof Health> = { status: "ok", version, db: "ok", epoch };
  return Response.json(health);
});
