import { container } from "@/lib/server/container";
import { handle, readBytes, requireType } from "@/lib/server/http";

/** What Parley has exported has no other bound; what others send gets one. */
const largestFile = 200_000_000;

export const POST = handle<RouteContext<"/api/import">>(async (request) => {
  requireType(request, ["application/json", "application/x-ndjson"]);
  const report = await container().transfer.importFile(readBytes(request, largestFile));
  return Response.json(report, { status: report.imported + report.panels > 0 ? 201 : 200 });
});
