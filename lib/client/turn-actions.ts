"use client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { JudgeInput } from "@/lib/core/api";
import type { TurnState } from "@/lib/core/turn";
import {
  askPanel,
  askRebuttal,
  chooseVerdict,
  continueTurn,
  judgeAgain,
  type RulingPatch,
  readTurn,
  retryPanelist,
  rulePoint,
  stopPanelist,
  stopTurn,
} from "./api";
import { writeTurn } from "./queries";
import { queryKeys } from "./query-keys";

const reopenTries = 20;
const reopenPause = 150;

/** What a person can do with one turn. It arrives as events; each mutation says only pending or failed. */
export function useTurnActions(turnId: string) {
  const client = useQueryClient();
  return {
    stop: useMutation({ mutationFn: () => stopTurn(turnId) }),
    stopPanelist: useMutation({ mutationFn: (panelistId: string) => stopPanelist(turnId, panelistId) }),
    retryPanelist: useMutation({
      mutationFn: (panelistId: string) => reopening(client, turnId, () => retryPanelist(turnId, panelistId)),
    }),
    askPanel: useMutation({ mutationFn: () => reopening(client, turnId, () => askPanel(turnId)) }),
    judgeAgain: useMutation({
      mutationFn: (wish: JudgeInput) => reopening(client, turnId, () => judgeAgain(turnId, wish)),
    }),
    continueTurn: useMutation({ mutationFn: () => reopening(client, turnId, () => continueTurn(turnId)) }),
    rulePoint: useMutation({
      mutationFn: (ruling: RulingPatch) => rulePoint(turnId, ruling),
      onSuccess: (turn) => writeTurn(client, turn),
    }),
    askRebuttal: useMutation({
      mutationFn: (about: { verdictId: string; pointId: string }) =>
        reopening(client, turnId, () => askRebuttal(turnId, about)),
    }),
    chooseVerdict: useMutation({
      mutationFn: (verdictId: string) => chooseVerdict(turnId, verdictId),
      onSuccess: (turn) => writeTurn(client, turn),
    }),
  };
}

/** A finished turn has no stream: after work that opens it again its state is read until it has gone on. */
async function reopening(client: QueryClient, turnId: string, work: () => Promise<void>): Promise<void> {
  const before = client.getQueryData<TurnState>(queryKeys.turn(turnId));
  await work();
  if (!before || before.status === "running") return;
  for (let tries = 0; tries < reopenTries; tries += 1) {
    const turn = await readTurn(turnId);
    writeTurn(client, turn);
    if (turn.lastSeq > before.lastSeq) break;
    await new Promise((resolve) => setTimeout(resolve, reopenPause));
  }
  await client.invalidateQueries({ queryKey: queryKeys.allConversations });
}
