"use client";

import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { RenameField } from "@/components/conversation/rename-field";
import { untitled } from "@/components/conversation/titles";
import { TopBar } from "@/components/conversation/top-bar";
import { useDeleteConversation } from "@/components/conversation/use-delete-conversation";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useConversationActions } from "@/lib/client/conversation-actions";
import type { ConversationSummary } from "@/lib/core/api";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

/** The top bar of a conversation: its title, renamed in place, and what can be done with it. */
export function ConversationBar({ conversation }: { conversation: ConversationSummary }) {
  const { id, title, pinned } = conversation;
  const [renaming, setRenaming] = useState(false);
  const { patch } = useConversationActions();
  const deleteConversation = useDeleteConversation();

  function rename(next: string | null) {
    setRenaming(false);
    if (next && next !== title) patch.mutate({ conversationId: id, patch: { title: next } });
  }

  const items = [
    { label: "Rename", icon: <Pencil {...icon} />, onSelect: () => setRenaming(true) },
    {
      label: pinned ? "Unpin" : "Pin",
      icon: pinned ? <PinOff {...icon} /> : <Pin {...icon} />,
      onSelect: () => patch.mutate({ conversationId: id, patch: { pinned: !pinned } }),
    },
    "separator" as const,
    {
      label: "Delete",
      icon: <Trash2 {...icon} />,
      destructive: true,
      onSelect: () => deleteConversation(conversation, true),
    },
  ];
  return (
    <TopBar
      actions={
        <Menu
          label="This conversation"
          align="end"
          items={items}
          trigger={(props) => (
            <IconButton {...props} label="This conversation" size={32} icon={<Ellipsis {...icon} />} />
          )}
        />
      }
    >
      {renaming ? (
        <div className="max-w-md">
          <RenameField title={title} onDone={rename} />
        </div>
      ) : (
        title || untitled
      )}
    </TopBar>
  );
}
