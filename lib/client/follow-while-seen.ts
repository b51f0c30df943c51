import { type FollowPorts, followTurn } from "./follow-events";
import { browserPlaces, streamWhileSeen } from "./stream-place";

/** Follows a turn until the signal aborts; a hidden page may have to stop, and goes on behind its last event when it is shown. */
export function followWhileSeen(turnId: string, ports: FollowPorts, over: AbortSignal): void {
  streamWhileSeen(() => followTurn(turnId, ports), browserPlaces, over);
}
