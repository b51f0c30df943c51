import { soloAnswer } from "./asked-seats";
import type { TurnEvent } from "./events";
import { failure } from "./failure";
import type { TurnPorts } from "./ports";
import { currentAnswers, isActive, type TurnState } from "./turn";
import type { TurnControl } from "./turn-control";

/** How a turn ends when all its work is over; `isAside`: stopping what was beside a turn that was done takes nothing from it. */
export function closingEvent(
  turn: TurnState,
  { isAside = false }: { isAside?: boolean },
  { clock, labelOf }: TurnPorts,
  { signal }: TurnControl,
): TurnEvent {
  const at = clock.now();
  if (signal.aborted && !isAside) return { type: "turn-stopped", at };
  if (turn.verdicts.length > 0 || currentAnswers(turn).some(isActive)) return { type: "turn-ended", at };
  const reasons = currentAnswers(turn).map((answer) => {
    const seat = turn.panel.panelists.find((panelist) => panelist.id === answer.panelistId);
    return `${seat?.label || labelOf(answer.model)}: ${answer.failure?.message ?? "no answer"}`;
  });
  const alone = soloAnswer(turn)?.failure;
  if (alone?.code === "stopped") return { type: "turn-stopped", at };
  if (alone) return { type: "turn-failed", at, failure: { ...alone, message: reasons.join(" ") } };
  return {
    type: "turn-failed",
    at,
    failure: failure("all_panels_failed", `No panelist answered. ${reasons.join(" ")}`),
  };
}
