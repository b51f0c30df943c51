"use client";
import { useState } from "react";
import { type Asked, freshKey, useAsk } from "@/lib/client/ask";
import type { PanelChoice } from "@/lib/client/panel-choice";
import { problemOfError } from "@/lib/client/problem";
import { type Attempt, readDraft, writeDraft } from "./draft";
import { type ModeChoice, wholePanel, writeSoloSeat } from "./mode";

type SendInput = {
  /** Whose draft is sent; null = the new conversation's. */
  conversationId: string | null;
  parentTurnId: string | null;
  panel: PanelChoice;
  choice: ModeChoice;
  onAsked: (asked: Asked) => void;
};

/** Sends the draft of a composer, to the whole panel or as it is chosen. The words stay until the server has taken them. */
export function useSend({ conversationId, parentTurnId, panel, choice, onAsked }: SendInput) {
  const ask = useAsk();
  const [error, setError] = useState<string | null>(null);

  async function send(as: ModeChoice): Promise<void> {
    const { text, attempt } = currentAttempt(conversationId, as);
    const remember = (id: string) => writeDraft(conversationId, { text, attempt: { ...attempt, conversationId: id } });
    setError(null);
    writeDraft(conversationId, { text, attempt });
    try {
      const asked = await ask.mutateAsync({
        question: attempt.question,
        panel,
        choice: as,
        parentTurnId,
        idempotencyKey: attempt.key,
        conversationId: attempt.conversationId,
        onConversation: remember,
      });
      writeDraft(conversationId, { text: "", attempt: null });
      if (as.soloPanelistId) writeSoloSeat(asked.conversationId, as.soloPanelistId);
      onAsked(asked);
    } catch (failure) {
      const { detail, status, errors } = problemOfError(failure);
      // What was refused is not tried again under its key: the next try is another question to the server.
      if (isRefusal(status)) writeDraft(conversationId, { text, attempt: null });
      setError(errors?.[0]?.message ?? detail);
    }
  }

  return {
    send: (whole: boolean) => void send(whole ? wholePanel : choice),
    busy: ask.isPending,
    error,
    clearError: () => setError(null),
  };
}

/** The draft's words as something to send: again as before when the same words may already have arrived. */
function currentAttempt(conversationId: string | null, choice: ModeChoice): { text: string; attempt: Attempt } {
  const { text, attempt } = readDraft(conversationId);
  const question = text.trim();
  const as = [choice.mode, choice.soloPanelistId, choice.allAtOnce && "all"].filter(Boolean).join(" ");
  if (attempt?.question === question && attempt.as === as) return { text, attempt };
  return {
    text,
    attempt: { question, key: freshKey(), conversationId: attempt?.conversationId ?? conversationId, as },
  };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}
