import { container } from "@/lib/server/container";
import { fileDownload } from "@/lib/server/download";
import { handle } from "@/lib/server/http";

type Context = RouteContext<"/api/backups/[name]">;

export const GET = handle<Context>(async (_request, { params }) => {
  const { name } = await params;
  return fileDownload(container().backups.find(name), name);
});

export const DELETE = handle<Context>(async (_request, { params }) => {
  container().backups.remove((await params).name);
  return new Response(null, { status: 204 });
});
