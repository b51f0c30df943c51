"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { queryKeys } from "@/lib/client/query-keys";
import { useTurn } from "@/lib/client/use-turn";
import type { TurnState } from "@/lib/core/turn";

/** Tells that a turn on this page is over when nobody looks at the page. */
export function useDoneNotice(turnId: string): void {
  const client = useQueryClient();
  const running = useTurn(turnId, (turn) => turn.status === "running");
  const wasRunning = useRef(false);
  useEffect(() => {
    const ended = wasRunning.current && running === false;
    wasRunning.current = running === true;
    if (ended) void tell(turnId, client.getQueryData<TurnState>(queryKeys.turn(turnId)));
  }, [client, turnId, running]);
}

async function tell(turnId: string, turn: TurnState | undefined): Promise<void> {
  const { isAway, tellDone } = await import("@/components/conversation/tell-done");
  if (turn && isAway()) tellDone(turn, () => showTurn(turnId));
}

function showTurn(turnId: string): void {
  document.querySelector(`[data-turn="${CSS.escape(turnId)}"]`)?.scrollIntoView({ block: "start" });
}
