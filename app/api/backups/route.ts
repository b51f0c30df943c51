import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/backups">>(() => Response.json(container().backups.list()));

export const POST = handle<RouteContext<"/api/backups">>(async () =>
  Response.json(await container().backups.make(), { status: 201 }),
);
