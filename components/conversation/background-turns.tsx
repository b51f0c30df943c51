"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { readConversation } from "@/lib/client/api";
import { conversationsQuery } from "@/lib/client/queries";
import { tellDone } from "./tell-done";

/** Tells when a turn of a conversation that is not open has ended; the open one tells it by itself, and sooner. */
export function BackgroundTurns() {
  const list = useInfiniteQuery(conversationsQuery()).data;
  const path = usePathname();
  const router = useRouter();
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const conversations = list?.pages.flatMap((page) => page.conversations) ?? [];
    const ended = conversations.filter(({ id, running }) => !running && before.current.has(id));
    before.current = new Set(conversations.filter(({ running }) => running).map(({ id }) => id));
    for (const { id } of ended) {
      const address = `/c/${id}`;
      if (path !== address) void tellNewest(id, () => router.push(address));
    }
  }, [list, path, router]);
  return null;
}

async function tellNewest(conversationId: string, open: () => void): Promise<void> {
  // A conversation that was deleted meanwhile has nothing to tell.
  const conversation = await readConversation(conversationId).catch(() => null);
  const turn = conversation?.turns.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
  if (turn) tellDone(turn, open);
}
