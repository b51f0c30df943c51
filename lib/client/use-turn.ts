"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect } from "react";
import type { Problem } from "@/lib/core/api";
import type { TurnState } from "@/lib/core/turn";
import { readTurn } from "./api";
import { setConnected } from "./connection";
import { browserLine } from "./line";
import { paintLoop } from "./paint-loop";
import { problemOfError } from "./problem";
import { turnQuery, writeTurn } from "./queries";
import { queryKeys } from "./query-keys";
import { ServedTurns } from "./served-turns";
import { useHydrated } from "./use-hydrated";

/**
 * A part of a turn; the component renders again only when that part is another object or value. So `select` must give
 * something that is in the state (`currentAnswer(turn, id)`) or a plain value, never a fresh object or array.
 */
export function useTurn<Part>(turnId: string, select: (turn: TurnState) => Part): Part | undefined {
  const served = useContext(ServedTurns).get(turnId);
  const hydrated = useHydrated();
  const { data } = useQuery({ ...turnQuery(turnId), select });
  return served && !hydrated ? select(served) : data;
}

/**
 * Keeps a turn up to date while it runs. Call it once for each turn on the screen. `onRefused`, always the same function,
 * hears of a server that no longer gives it: nothing is followed then.
 */
export function useFollowTurn(turnId: string, onRefused: (problem: Problem) => void): void {
  const client = useQueryClient();
  const running = useTurn(turnId, (turn) => turn.status === "running");
  useEffect(() => {
    if (!running) return;
    const over = new AbortController();
    void loadFollowing(turnId, over.signal).then((followWhileSeen) => {
      if (over.signal.aborted || !followWhileSeen) return;
      const ports = {
        read: () => client.getQueryData<TurnState>(queryKeys.turn(turnId)),
        write: (turn: TurnState) => writeTurn(client, turn),
        reload: () =>
          readTurn(turnId).catch((error: unknown) => {
            onRefused(refusalIn(error));
            // Lists that are refused as well lead to the sign-in page.
            void client.invalidateQueries({ queryKey: queryKeys.allConversations });
            return null;
          }),
        open: (url: string) => new EventSource(url),
        loop: paintLoop(),
        line: browserLine,
        onConnection: (connected: boolean) => setConnected(turnId, connected),
      };
      followWhileSeen(turnId, ports, over.signal);
    });
    return () => {
      over.abort();
      setConnected(turnId, true);
      void client.invalidateQueries({ queryKey: queryKeys.allConversations });
    };
  }, [client, turnId, running, onRefused]);
}

/** What the server refuses now and later: the turn is gone, or the session has ended. Throws any other error on. */
function refusalIn(error: unknown): Problem {
  const problem = problemOfError(error);
  if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) return problem;
  throw error;
}

const pauseBeforeRetry = 2000;

/** The code that follows a running turn: finished turns, which most pages show, need nothing of it. null = no longer wanted. */
async function loadFollowing(turnId: string, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      return (await import("./follow-while-seen")).followWhileSeen;
    } catch {
      // The network is down: told like any lost connection, and tried again.
      setConnected(turnId, false);
      await browserLine.pause(pauseBeforeRetry, signal);
    }
  }
  return null;
}
