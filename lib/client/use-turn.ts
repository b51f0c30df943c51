"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { TurnState } from "@/lib/core/turn";
import { readTurn } from "./api";
import { setConnected } from "./connection";
import { followTurn } from "./follow-events";
import { paintLoop } from "./paint-loop";
import { turnQuery, writeTurn } from "./queries";
import { queryKeys } from "./query-keys";

/**
 * A part of a turn; the component renders again only when that part is another object or value. So `select` must give
 * something that is in the state (`currentAnswer(turn, id)`) or a plain value, never a fresh object or array.
 */
export function useTurn<Part>(turnId: string, select: (turn: TurnState) => Part): Part | undefined {
  return useQuery({ ...turnQuery(turnId), select }).data;
}

/** Keeps a turn up to date while it runs. Call it once for each turn on the screen. */
export function useFollowTurn(turnId: string): void {
  const client = useQueryClient();
  const running = useTurn(turnId, (turn) => turn.status === "running");
  useEffect(() => {
    if (!running) return;
    const stop = followTurn(turnId, {
      read: () => client.getQueryData<TurnState>(queryKeys.turn(turnId)),
      write: (turn) => writeTurn(client, turn),
      reload: () => readTurn(turnId),
      open: (url) => new EventSource(url),
      loop: paintLoop(),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onConnection: (connected) => setConnected(turnId, connected),
    });
    return () => {
      stop();
      setConnected(turnId, true);
      void client.invalidateQueries({ queryKey: queryKeys.allConversations });
    };
  }, [client, turnId, running]);
}
