"use client";
import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import Link from "next/link";
import { type RefObject, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { useConversationActions } from "@/lib/client/conversation-actions";
import type { ConversationSummary } from "@/lib/core/api";
import { exportItems } from "./export-items";
import { RenameField } from "./rename-field";
import { untitled } from "./titles";
import { useDeleteConversation } from "./use-delete-conversation";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

type HistoryRowProps = {
  conversation: ConversationSummary;
  isOpen: boolean;
  hasNews: boolean;
  onLeave?: () => void;
};

/** One conversation in the sidebar, with its menu: rename in place, pin, delete with Undo. */
export function HistoryRow(props: HistoryRowProps) {
  const { conversation, isOpen } = props;
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const { patch } = useConversationActions();

  function rename(title: string | null) {
    setRenaming(false);
    if (title && title !== conversation.title) patch.mutate({ conversationId: conversation.id, patch: { title } });
    requestAnimationFrame(() => link.current?.focus());
  }

  if (renaming) {
    return (
      <li>
        <RenameField title={conversation.title} onDone={rename} />
      </li>
    );
  }
  return (
    <li
      className={cx(
        "group flex h-[30px] items-center rounded-7 pr-1 text-13 pointer-coarse:h-11",
        isOpen ? "bg-press" : "hover:bg-hover",
      )}
    >
      <RowLink {...props} link={link} />
      <RowMark running={conversation.running} hasNews={props.hasNews} />
      <span className="w-0 overflow-hidden group-focus-within:w-6 group-focus-within:overflow-visible group-hover:w-6 group-hover:overflow-visible has-aria-expanded:w-6 pointer-coarse:w-6 pointer-coarse:overflow-visible">
        <RowMenu conversation={conversation} isOpen={isOpen} onRename={() => setRenaming(true)} />
      </span>
    </li>
  );
}

function RowLink(props: HistoryRowProps & { link: RefObject<HTMLAnchorElement | null> }) {
  const { conversation, isOpen, hasNews, onLeave, link } = props;
  return (
    <Link
      ref={link}
      href={`/c/${conversation.id}`}
      prefetch={false}
      onClick={() => onLeave?.()}
      aria-current={isOpen ? "page" : undefined}
      className={cx(
        "flex h-full min-w-0 flex-1 items-center rounded-7 pl-2",
        isOpen ? "font-semibold text-text" : "text-text-2 group-hover:text-text",
      )}
    >
      <span className="truncate">{conversation.title || untitled}</span>
      {conversation.running ? <span className="sr-only">, running</span> : null}
      {hasNews ? <span className="sr-only">, new answer</span> : null}
    </Link>
  );
}

type RowMenuProps = { conversation: ConversationSummary; isOpen: boolean; onRename: () => void };

function RowMenu({ conversation, isOpen, onRename }: RowMenuProps) {
  const { id, pinned } = conversation;
  const { patch } = useConversationActions();
  const deleteConversation = useDeleteConversation();
  const label = `Actions for ${conversation.title || untitled}`;
  const items: MenuEntry[] = [
    { label: "Rename", icon: <Pencil {...icon} />, onSelect: onRename },
    {
      label: pinned ? "Unpin" : "Pin",
      icon: pinned ? <PinOff {...icon} /> : <Pin {...icon} />,
      onSelect: () => patch.mutate({ conversationId: id, patch: { pinned: !pinned } }),
    },
    "separator",
    ...exportItems(id),
    "separator",
    {
      label: "Delete",
      icon: <Trash2 {...icon} />,
      destructive: true,
      onSelect: () => deleteConversation(conversation, isOpen),
    },
  ];
  return (
    <Menu
      label={label}
      items={items}
      trigger={(props) => <IconButton {...props} label={label} size={24} icon={<Ellipsis {...icon} />} />}
    />
  );
}

function RowMark({ running, hasNews }: { running: boolean; hasNews: boolean }) {
  if (running) return <Spinner size={14} className="mx-1 text-text-2" />;
  return hasNews ? <span aria-hidden className="mx-1.5 size-1.5 shrink-0 rounded-full bg-accent" /> : null;
}
