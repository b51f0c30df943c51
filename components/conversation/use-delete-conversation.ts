"use client";
import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { useConversationActions } from "@/lib/client/conversation-actions";
import { problemOfError } from "@/lib/client/problem";
import type { ConversationSummary } from "@/lib/core/api";
import { untitled } from "./titles";

const undoFor = 10_000;

/** Deletes a conversation at once and offers Undo for 10 s; leaves its page when it is open. */
export function useDeleteConversation(): (conversation: ConversationSummary, isOpen: boolean) => void {
  const { remove, patch } = useConversationActions();
  const router = useRouter();

  return (conversation, isOpen) => {
    const { id } = conversation;
    const title = conversation.title || untitled;

    // Promises, not callbacks: the row that asked is gone by then.
    async function restore() {
      try {
        await patch.mutateAsync({ conversationId: id, patch: { deleted: false } });
        if (isOpen) router.push(`/c/${id}`);
      } catch (error) {
        toast({ kind: "error", title: `“${title}” was not restored. ${problemOfError(error).detail}` });
      }
    }

    async function deleteNow() {
      if (isOpen) router.push("/");
      try {
        await remove.mutateAsync(id);
        const undo = { label: "Undo", onSelect: () => void restore() };
        toast({ title: `“${title}” deleted`, duration: undoFor, action: undo });
      } catch (error) {
        toast({ kind: "error", title: `“${title}” was not deleted. ${problemOfError(error).detail}` });
      }
    }

    void deleteNow();
  };
}
