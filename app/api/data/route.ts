import { DeleteEverythingBody } from "@/lib/core/api";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";

export const DELETE = handle<RouteContext<"/api/data">>(async (request) => {
  await readJson(request, DeleteEverythingBody);
  await container().data.deleteEverything();
  return new Response(null, { status: 204 });
});
