import { RestoreBody } from "@/lib/core/api-backup";
import { restoreHere } from "@/lib/server/backup/restore-here";
import { handle, readJson } from "@/lib/server/http";

export const POST = handle<RouteContext<"/api/backups/[name]/restore">>(async (request, { params }) => {
  await readJson(request, RestoreBody);
  return Response.json(await restoreHere((await params).name));
});
