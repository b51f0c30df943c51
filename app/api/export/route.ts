import { container } from "@/lib/server/container";
import { toDownload } from "@/lib/server/download";
import { handle } from "@/lib/server/http";

/** Everything but keys: conversations, panels and settings, one a line. */
export const GET = handle<RouteContext<"/api/export">>(() => {
  const day = new Date().toISOString().slice(0, 10);
  return toDownload(container().transfer.archive(), {
    name: `parley-${day}.jsonl`,
    type: "application/x-ndjson; charset=utf-8",
  });
});
