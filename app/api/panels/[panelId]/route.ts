import { z } from "zod";
import { PanelId } from "@/lib/core/ids";
import { PanelSpec } from "@/lib/core/panel";
import { container } from "@/lib/server/container";
import { handle, pathId, readJson } from "@/lib/server/http";

type Context = RouteContext<"/api/panels/[panelId]">;

/** The only change besides a whole new panel: undoing a delete. */
const RestoreBody = z.object({ deleted: z.literal(false) }).strict();

export const GET = handle<Context>(async (_request, { params }) => {
  const panelId = pathId(PanelId, (await params).panelId);
  return Response.json(container().panels.get(panelId));
});

export const PUT = handle<Context>(async (request, { params }) => {
  const panelId = pathId(PanelId, (await params).panelId);
  const panel = await readJson(request, PanelSpec);
  return Response.json(container().panels.replace(panelId, panel));
});

export const PATCH = handle<Context>(async (request, { params }) => {
  const panelId = pathId(PanelId, (await params).panelId);
  await readJson(request, RestoreBody);
  return Response.json(container().panels.restore(panelId));
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  const panelId = pathId(PanelId, (await params).panelId);
  container().panels.remove(panelId);
  return new Response(null, { status: 204 });
});
