import { container } from "@/lib/server/container";
import { handle } from "@/lib/server/http";

export const GET = handle<RouteContext<"/api/diagnostics">>(() => Response.json(container().diagnostics()));
