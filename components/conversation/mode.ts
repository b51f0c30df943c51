"use client";
import type { TurnMode } from "@/lib/core/events";
import type { PanelistId } from "@/lib/core/ids";
import type { Panel, Panelist } from "@/lib/core/panel";
import { useLocal, writeLocal } from "./local-store";

/** Who is to answer: the panel, one of its seats, or whom the model that writes final answers chooses. */
export type ModeChoice = {
  mode: TurnMode;
  soloPanelistId?: PanelistId | undefined;
  /** The whole panel at once: no follow-up is sorted first, nobody goes first. Absent = as the panel has it. */
  allAtOnce?: boolean | undefined;
};

export const wholePanel: ModeChoice = { mode: "panel", allAtOnce: true };

const modeKey = "parley:mode";

function parseMode(stored: string | null): TurnMode {
  return stored === "solo" || stored === "auto" ? stored : "panel";
}

function soloKey(conversationId: string | null): string {
  return `parley:solo:${conversationId ?? "new"}`;
}

/** Keeps the seat that answers alone in a conversation. */
export function writeSoloSeat(conversationId: string | null, panelistId: string): void {
  writeLocal(soloKey(conversationId), panelistId);
}

/** The mode of this browser's composers and, per conversation, the seat that answers alone; `before` = the one that did last. */
export function useModeChoice(
  conversationId: string | null,
  panel: Pick<Panel, "panelists"> | undefined,
  before?: string,
) {
  const mode = parseMode(useLocal(modeKey));
  const wanted = useLocal(soloKey(conversationId)) ?? before;
  const seats: readonly Panelist[] = panel?.panelists ?? [];
  const seat = seats.find(({ id }) => id === wanted) ?? seats[0];
  const choice: ModeChoice = mode === "solo" ? { mode, soloPanelistId: seat?.id } : { mode };
  return {
    choice,
    seat,
    chooseMode: (next: TurnMode) => writeLocal(modeKey, next),
    chooseSeat: (panelistId: string) => writeSoloSeat(conversationId, panelistId),
  };
}
