import { continuationOf } from "./continue-turn";
import type { EventOf } from "./events";
import type { PanelistId } from "./ids";
import type { RebuttalRequest } from "./rebuttal";
import type { KnownSource, TurnState } from "./turn";
import type { VerdictWish } from "./wished-verdict";

/** What a closed turn is opened again for. `knownSources`: the ids that the other turns of the conversation have given. */
export type ReopenedWork = { knownSources?: readonly KnownSource[] } & (
  | { continue: true; byItself: boolean }
  | { retry: PanelistId }
  | { askRest: true }
  | { judgeAgain: true; wish?: VerdictWish }
  | { rebuttal: RebuttalRequest }
);

type Opening = Omit<EventOf<"turn-reopened">, "at"> | Omit<EventOf<"turn-continued">, "at">;

/** The event that opens a closed turn again, but for its time. */
export function openingOf(closed: TurnState, asked: ReopenedWork): Opening {
  if ("judgeAgain" in asked) return { type: "turn-reopened", reason: "judge_again", wish: asked.wish ?? {} };
  if (!("continue" in asked)) return { type: "turn-reopened", reason: reasonOf(asked) };
  const { seats, verdict, wish } = continuationOf(closed);
  const collecting = verdict === "when-collected";
  const wished = verdict === "no" || Object.keys(wish).length === 0 ? {} : { wish };
  return { type: "turn-continued", seats, collecting, byItself: asked.byItself, ...wished };
}

function reasonOf(
  asked: Exclude<ReopenedWork, { continue: true } | { judgeAgain: true }>,
): EventOf<"turn-reopened">["reason"] {
  if ("retry" in asked) return "retry";
  return "askRest" in asked ? "ask_rest" : "rebuttal";
}
