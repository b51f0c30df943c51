import type { LogRow } from "@/db/event-log";
import { type FollowParts, follow } from "./follow";
import type { LastWord } from "./sse";
import type { Turns } from "./turns";

export type Viewers = {
  /** The rows of a turn above `after`, until it is closed, the viewer has left, or the server stops. */
  follow: (turnId: string, after: number, signal: AbortSignal) => AsyncGenerator<LogRow[], LastWord>;
  /** How many follow a turn now. */
  openStreams: () => number;
};

type ViewersParts = Pick<FollowParts, "log" | "live"> & { turns: Pick<Turns, "isRunning"> };

/** Who follows turns in this process; `leaving` aborts when it stops, and all of them are told. */
export function createViewers({ log, live, turns }: ViewersParts, leaving: AbortSignal): Viewers {
  const parts = { log, live, isRunning: (turnId: string) => turns.isRunning(turnId) };
  let open = 0;
  return {
    async *follow(turnId, after, signal) {
      open += 1;
      try {
        const end = yield* follow(parts, turnId, after, AbortSignal.any([signal, leaving]));
        if (end === "closed") return "closed";
        return leaving.aborted ? "server-restart" : null;
      } finally {
        open -= 1;
      }
    },
    openStreams: () => open,
  };
}
