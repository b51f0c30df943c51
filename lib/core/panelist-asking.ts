import type { EventOf } from "./events";
import type { ModelRequest } from "./model";
import type { Panelist } from "./panel";
import type { TurnPorts } from "./ports";
import type { ProgramRequest } from "./program-request";
import type { Research } from "./research";
import type { Spending } from "./spending";
import type { TurnState } from "./turn";

/** One attempt of one panelist, with all it works with. */
export type Asking = {
  of: Pick<EventOf<"answer-started">, "panelistId" | "attempt">;
  panelist: Panelist;
  turn: TurnState;
  ports: TurnPorts;
  signal: AbortSignal;
  research: Research;
  spending: Spending;
  /** What a program sent with the question, for the seat that answers it alone; null = a person asked, or the panel. */
  program: ProgramRequest | null;
  /** The request as it is without tools. */
  request: ModelRequest;
  /** The turn as it is now, for its spending cap. */
  current: () => TurnState;
};
