"use client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { AskInput } from "@/lib/core/api";
import { createConversation, deleteConversation, readTurn, startTurn } from "./api";
import type { PanelChoice } from "./panel-choice";
import { problemOfError } from "./problem";
import { panelIdOf, writeTurn } from "./queries";
import { queryKeys } from "./query-keys";

export type Question = {
  question: string;
  panel: PanelChoice;
  /** Who answers; the seat only in mode solo. */
  choice: Pick<AskInput, "mode" | "soloPanelistId" | "allAtOnce">;
  /** null = a new conversation. */
  conversationId: string | null;
  /** The turn this follows; null at the start. */
  parentTurnId: string | null;
  /** The same for each try to send the same words, so that none is asked twice. */
  idempotencyKey: string;
  /** Told the id of a conversation that was made for the question, before the question is sent. */
  onConversation?: (conversationId: string) => void;
};

export type Asked = { conversationId: string; turnId: string };

/** Asks; when it is done the new turn is in the cache. The caller keeps the words until then. */
export function useAsk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (question: Question) => ask(client, question),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.allConversations }),
        client.invalidateQueries({ queryKey: queryKeys.panels }),
      ]),
  });
}

async function ask(client: QueryClient, question: Question): Promise<Asked> {
  const conversationId = question.conversationId ?? (await createConversation()).id;
  question.onConversation?.(conversationId);
  try {
    const { turnId } = await startTurn(conversationId, askBody(question), question.idempotencyKey);
    await showTurn(client, conversationId, turnId);
    return { conversationId, turnId };
  } catch (error) {
    if (question.conversationId === null) await dropUnused(conversationId, error);
    throw error;
  }
}

type TurnIdInput = NonNullable<AskInput["parentTurnId"]>;

function askBody({ question, panel, choice, parentTurnId }: Question): AskInput {
  const chosen = typeof panel === "string" ? { panelId: panelIdOf(panel) } : { panel };
  return { question, ...choice, ...chosen, ...(parentTurnId !== null && { parentTurnId: turnIdOf(parentTurnId) }) };
}

/** A turn's id as the server gave it; the brand is a promise that it came from there. */
function turnIdOf(id: string): TurnIdInput {
  return id as TurnIdInput;
}

async function showTurn(client: QueryClient, conversationId: string, turnId: string): Promise<void> {
  // The turn runs whether or not it can be read right now; the page reads it again.
  const turn = await readTurn(turnId).catch(() => null);
  if (turn) writeTurn(client, turn);
  await client.invalidateQueries({ queryKey: queryKeys.conversation(conversationId) });
}

/** A refused first question leaves no empty conversation behind. */
async function dropUnused(conversationId: string, error: unknown): Promise<void> {
  const { status } = problemOfError(error);
  const refused = status >= 400 && status < 500;
  if (refused) await deleteConversation(conversationId).catch(() => {});
}

/** A fresh key for a question. `crypto.randomUUID` is missing on plain http from another machine. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
