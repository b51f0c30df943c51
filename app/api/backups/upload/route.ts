import { container } from "@/lib/server/container";
import { handle, readBytes, requireType } from "@/lib/server/http";

/** A database grows with what was asked; the disk is the real bound. */
const largestBackup = 20_000_000_000;

export const POST = handle<RouteContext<"/api/backups/upload">>(async (request) => {
  requireType(request, ["application/octet-stream"]);
  const backup = await container().backups.upload(readBytes(request, largestBackup));
  return Response.json(backup, { status: 201 });
});
