"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import { readConversation } from "@/lib/client/api";
import { useAsk } from "@/lib/client/ask";
import { problemOfError } from "@/lib/client/problem";
import { conversationsQuery, panelsQuery } from "@/lib/client/queries";
import { panelOfTurn } from "@/lib/core/asked-seats";
import type { TurnState } from "@/lib/core/turn";
import { readDraft, writeDraft } from "./draft";
import { type QueuedQuestion, takeQueued } from "./queue";

/** Sends a waiting follow-up when the turn before it is done. */
export function WaitingItem({ item }: { item: QueuedQuestion }) {
  const { data: list, dataUpdatedAt } = useInfiniteQuery(conversationsQuery());
  const conversations = list?.pages.flatMap((page) => page.conversations) ?? [];
  const idle = conversations.some(({ id, running }) => id === item.conversationId && !running);
  const send = useSendWaiting(item);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    // The list may be older than the question; sending looks at the turn itself and waits on if it still runs.
    if (idle) void latest.current();
  }, [idle, dataUpdatedAt]);
  return null;
}

function useSendWaiting(item: QueuedQuestion): () => Promise<void> {
  const ask = useAsk();
  const panels = useQuery(panelsQuery).data?.panels ?? [];
  const busy = useRef(false);

  async function sendNow() {
    const turn = (await readConversation(item.conversationId)).turns.at(-1);
    if (!turn || turn.status === "running") return;
    if (turn.status !== "done") return giveBack(item.conversationId, `It was not sent: ${endWords(turn)}`);
    const saved = panels.find(({ name }) => name === turn.panel.name);
    const panel = panelOfTurn(turn);
    const seat = (saved ?? panel).panelists.find(({ id }) => id === item.soloSeat);
    await ask.mutateAsync({
      question: item.question,
      panel: saved?.panelId ?? panel,
      choice: {
        mode: item.mode,
        ...(item.allAtOnce ? { allAtOnce: true } : {}),
        ...(item.mode === "solo" && seat ? { soloPanelistId: seat.id } : {}),
      },
      conversationId: item.conversationId,
      parentTurnId: turn.id,
      idempotencyKey: item.key,
    });
    takeQueued(item.conversationId);
  }

  return async () => {
    if (busy.current) return;
    busy.current = true;
    await sendNow().catch((error: unknown) => {
      const { status, code, detail } = problemOfError(error);
      const mayPass = status === 0 || status >= 500 || code === "conflict";
      if (!mayPass) giveBack(item.conversationId, `It was not sent. ${detail}`);
    });
    busy.current = false;
  };
}

/** A waiting follow-up that cannot be sent becomes a draft again. */
function giveBack(conversationId: string, why: string): void {
  const item = takeQueued(conversationId);
  if (!item) return;
  const { text } = readDraft(conversationId);
  writeDraft(conversationId, { text: text ? `${item.question}\n\n${text}` : item.question, attempt: null });
  toast({ kind: "error", key: `queued-${conversationId}`, title: `Your follow-up is in the composer. ${why}` });
}

function endWords({ status }: TurnState): string {
  if (status === "stopped") return "the turn was stopped.";
  return status === "interrupted" ? "the turn was interrupted." : "the turn failed.";
}
