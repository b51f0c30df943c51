"use client";
import { useEffect } from "react";
import type { ConversationSummary } from "@/lib/core/api";
import { readLocal, useLocal, writeLocal } from "./local-store";

const seenKey = "parley:seen";
const sinceKey = "parley:seen-since";
const mostRemembered = 200;

type Seen = Record<string, number>;

function parseSeen(stored: string | null): Seen {
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "number"));
  } catch {
    return {};
  }
}

/** Whether something was finished in a conversation since it was last open in this browser. */
export function isUnread(conversation: ConversationSummary, seen: Seen, since: number): boolean {
  return !conversation.running && conversation.updatedAt > (seen[conversation.id] ?? since);
}

/** Which conversations have news; the open one is marked as seen. */
export function useUnread(open: ConversationSummary | undefined): (conversation: ConversationSummary) => boolean {
  const seen = parseSeen(useLocal(seenKey));
  const since = Number(useLocal(sinceKey) ?? Number.POSITIVE_INFINITY);
  const openId = open?.id;
  const openAt = open?.updatedAt;

  useEffect(() => {
    if (readLocal(sinceKey) === null) writeLocal(sinceKey, String(Date.now()));
  }, []);

  useEffect(() => {
    if (openId === undefined || openAt === undefined) return;
    const known = parseSeen(readLocal(seenKey));
    if ((known[openId] ?? 0) >= openAt) return;
    const newest = Object.entries({ ...known, [openId]: openAt }).toSorted((a, b) => b[1] - a[1]);
    writeLocal(seenKey, JSON.stringify(Object.fromEntries(newest.slice(0, mostRemembered))));
  }, [openId, openAt]);

  return (conversation) => conversation.id !== openId && isUnread(conversation, seen, since);
}
