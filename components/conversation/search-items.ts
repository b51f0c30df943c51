import type { Appearance, ConversationSummary } from "@/lib/core/api";
import { untitled } from "./titles";

export type SearchItem = {
  value: string;
  label: string;
  /** Quiet, at the right. */
  detail: string;
} & ({ href: string } | { theme: Appearance["theme"] });

export type SearchGroup = { value: "Conversations" | "Commands"; items: SearchItem[] };

const commands: readonly SearchItem[] = [
  { value: "new", label: "New conversation", detail: "N", href: "/" },
  { value: "panels", label: "Panels", detail: "", href: "/panels" },
  { value: "settings", label: "Settings", detail: "", href: "/settings" },
  { value: "light", label: "Theme: light", detail: "", theme: "light" },
  { value: "dark", label: "Theme: dark", detail: "", theme: "dark" },
  { value: "system", label: "Theme: like the system", detail: "", theme: "system" },
];

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const mostShown = 20;

export function containsWords(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.trim().toLowerCase());
}

/** Conversations the server found, then the commands that contain the words; empty groups are left out. */
export function searchItems(found: readonly ConversationSummary[], words: string): SearchGroup[] {
  const conversations = found.slice(0, mostShown).map((conversation) => ({
    value: conversation.id,
    label: conversation.title || untitled,
    detail: day.format(new Date(conversation.updatedAt)),
    href: `/c/${conversation.id}`,
  }));
  const groups: SearchGroup[] = [
    { value: "Conversations", items: conversations },
    { value: "Commands", items: commands.filter(({ label }) => containsWords(label, words)) },
  ];
  return groups.filter((group) => group.items.length > 0);
}
