import { TurnId } from "@/lib/core/ids";
import { container } from "@/lib/server/container";
import { handle, pathId } from "@/lib/server/http";
import { lastSeen } from "@/lib/server/last-seen";
import { toSseResponse } from "@/lib/server/sse";

export const GET = handle<RouteContext<"/api/turns/[turnId]/events">>(async (request, { params }) => {
  const turnId = pathId(TurnId, (await params).turnId);
  const { turns, follow, mayGoOnReading } = container();
  const after = lastSeen(request, turns.logRange(turnId));
  return toSseResponse((signal) => follow(turnId, after, signal), {
    signal: request.signal,
    isAdmitted: () => mayGoOnReading(turnId, request.headers),
  });
});
