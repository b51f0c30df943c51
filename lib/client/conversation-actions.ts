"use client";
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConversationPage, ConversationPatch, ConversationSummary } from "@/lib/core/api";
import { deleteConversation, patchConversation } from "./api";
import type { ConversationOutline } from "./queries";
import { queryKeys } from "./query-keys";

type Pages = InfiniteData<ConversationPage, string | null>;
type Change = { conversationId: string; patch: ConversationPatch };

/** Rename, pin, delete and restore; the list shows them at once and is put right by the server's answer. */
export function useConversationActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.allConversations });
  const patch = useMutation({
    mutationFn: ({ conversationId, patch }: Change) => patchConversation(conversationId, patch),
    onMutate: ({ conversationId, patch }) =>
      updateKnown(client, conversationId, (known) => ({ ...known, ...visiblePart(patch) })),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (conversationId: string) => deleteConversation(conversationId),
    onMutate: (conversationId) => updateKnown(client, conversationId, () => null),
    onSettled: refresh,
  });
  return { patch, remove };
}

function visiblePart({ title, pinned }: ConversationPatch): Partial<ConversationSummary> {
  return { ...(title !== undefined && { title }), ...(pinned !== undefined && { pinned }) };
}

function updateKnown(
  client: QueryClient,
  conversationId: string,
  update: (known: ConversationSummary) => ConversationSummary | null,
): void {
  client.setQueriesData<Pages>({ queryKey: queryKeys.allConversations }, (known) => {
    if (!known) return known;
    const pages = known.pages.map((page) => ({
      ...page,
      conversations: page.conversations.flatMap((item) => (item.id === conversationId ? (update(item) ?? []) : item)),
    }));
    return { ...known, pages };
  });
  client.setQueryData<ConversationOutline>(queryKeys.conversation(conversationId), (known) => {
    const next = known && update(known);
    return next ? { ...known, ...next } : known;
  });
}
