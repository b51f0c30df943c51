import { isClosing } from "@/lib/core/events";
import type { TurnState } from "@/lib/core/turn";
import { fusionEventsOf } from "./fusion-events";
import { fusionResultOf } from "./fusion-result";
import type { Heard } from "./hear-turn";
import { fusionItem, type OutputItem } from "./responses-items";
import type { Line } from "./responses-line";
import type { StreamEcho } from "./responses-object";

/** The item of the panel: it opens with the first panelist and closes when the final answer begins. */
export function createFusionWriter({ turn, echo, send, add, close, place }: Line & { echo: StreamEcho }) {
  let item: OutputItem | null = null;
  let isOver = false;

  function open(): string {
    item = fusionItem(turn(), null);
    return add(item) + send("response.fusion_call.in_progress", place(item));
  }

  return {
    take({ event }: Heard): string {
      const now = turn();
      if (isOver || !echo.withFusionItem || isAlone(now) || isClosing(event.type)) return "";
      const events = fusionEventsOf(event, now).filter(
        ({ type }) => echo.withFailedPanelists || type !== "response.fusion_call.panel.failed",
      );
      const opened = events.length > 0 && !item ? open() : "";
      const shown = item;
      return (
        opened + (shown ? events.map(({ type, ...fields }) => send(type, { ...place(shown), ...fields })).join("") : "")
      );
    },
    end(): string {
      if (!item || isOver) return "";
      isOver = true;
      return (
        send("response.fusion_call.completed", place(item)) + close(item, fusionItem(turn(), fusionResultOf(turn())))
      );
    },
  };
}

/** One model answers, as it was asked to or chose to. */
function isAlone({ asked, soloPanelistId }: TurnState): boolean {
  return asked !== undefined && soloPanelistId !== undefined;
}
