"use client";
import { useCallback } from "react";
import { isRecord } from "@/lib/client/checks";
import { readLocal, useLocal, writeLocal } from "./local-store";

/** A question that was sent and perhaps not received: the same words `as` before are tried again with the same key. */
export type Attempt = { question: string; key: string; conversationId: string | null; as: string };
export type Draft = { text: string; attempt: Attempt | null };

const empty: Draft = { text: "", attempt: null };

function draftKey(conversationId: string | null): string {
  return `parley:draft:${conversationId ?? "new"}`;
}

function parseDraft(stored: string | null): Draft {
  try {
    const value: unknown = JSON.parse(stored ?? "null");
    if (!isRecord(value) || typeof value.text !== "string") return empty;
    return { text: value.text, attempt: parseAttempt(value.attempt) };
  } catch {
    return empty;
  }
}

function parseAttempt(value: unknown): Attempt | null {
  if (!isRecord(value) || typeof value.question !== "string" || typeof value.key !== "string") return null;
  const { question, key, conversationId, as } = value;
  return {
    question,
    key,
    conversationId: typeof conversationId === "string" ? conversationId : null,
    as: typeof as === "string" ? as : "panel",
  };
}

export function readDraft(conversationId: string | null): Draft {
  return parseDraft(readLocal(draftKey(conversationId)));
}

/** Keeps a draft over reloads; an empty one is forgotten. */
export function writeDraft(conversationId: string | null, draft: Draft): void {
  const worthKeeping = draft.text !== "" || draft.attempt !== null;
  writeLocal(draftKey(conversationId), worthKeeping ? JSON.stringify(draft) : null);
}

/** What is being written in a composer; it survives a reload. */
export function useDraft(conversationId: string | null) {
  const draft = parseDraft(useLocal(draftKey(conversationId)));
  const setText = useCallback(
    (text: string) => writeDraft(conversationId, { ...readDraft(conversationId), text }),
    [conversationId],
  );
  return { text: draft.text, setText };
}
