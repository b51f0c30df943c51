"use client";
import { isRecord } from "@/lib/client/checks";
import type { TurnMode } from "@/lib/core/events";
import { readLocal, useLocal, writeLocal } from "./local-store";

/** A follow-up that waits until the running turn of its conversation is done. */
export type QueuedQuestion = {
  conversationId: string;
  question: string;
  key: string;
  mode: TurnMode;
  soloSeat: string | null;
  /** The whole panel at once, whatever the follow-up is and whoever would go first. */
  allAtOnce: boolean;
};

const storeKey = "parley:queue";

function parseQueue(stored: string | null): QueuedQuestion[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.flatMap((item) => parseItem(item) ?? []) : [];
  } catch {
    return [];
  }
}

function parseItem(value: unknown): QueuedQuestion | null {
  if (!isRecord(value)) return null;
  const { conversationId, question, key } = value;
  if (typeof conversationId !== "string" || typeof question !== "string" || typeof key !== "string") return null;
  const mode = value.mode === "solo" || value.mode === "auto" ? value.mode : "panel";
  const soloSeat = typeof value.soloSeat === "string" ? value.soloSeat : null;
  return { conversationId, question, key, mode, soloSeat, allAtOnce: value.allAtOnce === true };
}

/** Puts a follow-up in the queue, at most one a conversation. */
export function queueQuestion(item: QueuedQuestion): void {
  const others = parseQueue(readLocal(storeKey)).filter((other) => other.conversationId !== item.conversationId);
  writeLocal(storeKey, JSON.stringify([...others, item]));
}

/** Takes a follow-up out of the queue; null when it is no longer there. */
export function takeQueued(conversationId: string): QueuedQuestion | null {
  const queue = parseQueue(readLocal(storeKey));
  const item = queue.find((other) => other.conversationId === conversationId) ?? null;
  const rest = queue.filter((other) => other !== item);
  writeLocal(storeKey, rest.length > 0 ? JSON.stringify(rest) : null);
  return item;
}

export function useQueue(): QueuedQuestion[] {
  return parseQueue(useLocal(storeKey));
}
