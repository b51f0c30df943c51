"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { TurnState } from "@/lib/core/turn";
import { readTurn } from "./api";
import { setConnected } from "./connection";
import { browserLine } from "./line";
import { paintLoop } from "./paint-loop";
import { problemOfError } from "./problem";
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
    const over = new AbortController();
    void loadFollowing(turnId, over.signal).then((followTurn) => {
      if (over.signal.aborted || !followTurn) return;
      const stop = followTurn(turnId, {
        read: () => client.getQueryData<TurnState>(queryKeys.turn(turnId)),
        write: (turn) => writeTurn(client, turn),
        reload: () => readTurn(turnId).catch(nullWhenRefused),
        open: (url) => new EventSource(url),
        loop: paintLoop(),
        line: browserLine,
        onConnection: (connected) => setConnected(turnId, connected),
      });
      over.signal.addEventListener("abort", stop);
    });
    return () => {
      over.abort();
      setConnected(turnId, true);
      void client.invalidateQueries({ queryKey: queryKeys.allConversations });
    };
  }, [client, turnId, running]);
}

/** A turn that is gone and a session that has ended stay so: the lists of the page tell them, and lead to the sign-in page. */
function nullWhenRefused(error: unknown): null {
  const { status } = problemOfError(error);
  if (status >= 400 && status < 500 && status !== 429) return null;
  throw error;
}

const pauseBeforeRetry = 2000;

/** The code that follows a running turn: finished turns, which most pages show, need nothing of it. null = no longer wanted. */
async function loadFollowing(turnId: string, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      return (await import("./follow-events")).followTurn;
    } catch {
      // The network is down: told like any lost connection, and tried again.
      setConnected(turnId, false);
      await browserLine.pause(pauseBeforeRetry, signal);
    }
  }
  return null;
}
