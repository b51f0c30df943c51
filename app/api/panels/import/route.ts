import { z } from "zod";
import { container } from "@/lib/server/container";
import { handle, readJson } from "@/lib/server/http";
import { readPanelFile } from "@/lib/server/panel-files";

export const POST = handle<RouteContext<"/api/panels/import">>(async (request) => {
  const file = readPanelFile(await readJson(request, z.unknown()));
  return Response.json({ panels: container().panels.importFile(file) }, { status: 201 });
});
