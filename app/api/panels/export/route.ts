import { PanelId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";
import { panelFileOf } from "@/lib/server/panel-files";

/** A panel file to keep: `?ids=a,b`, or all panels without it. */
export const GET = handle<RouteContext<"/api/panels/export">>((request) => {
  const { panels } = container();
  const ids = new URL(request.url).searchParams.get("ids");
  const chosen = ids ? ids.split(",").map((id) => panels.get(pathId(PanelId, id))) : panels.list().panels;
  const [only] = chosen;
  const name = chosen.length === 1 && only ? only.slug : "panels";
  return new Response(`${JSON.stringify(panelFileOf(chosen), null, 2)}\n`, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${name}.parley.json"`,
      "cache-control": "no-store",
    },
  });
});
