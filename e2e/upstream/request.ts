import type { IncomingHttpHeaders } from "node:http";

/** What the upstream noted about one request; times in milliseconds since the epoch. */
export type RecordedRequest = {
  number: number;
  /** Which request for its model this is, from 1; begins anew when the record is emptied. */
  nth: number;
  method: string;
  path: string;
  arrivedAt: number;
  headers: IncomingHttpHeaders;
  model: string;
  /** The parsed JSON body; null = there was none. */
  body: Record<string, unknown> | null;
  /** When the answer was over or its socket closed; null = still open. */
  closedAt: number | null;
  /** When each word of a numbered answer, or each comment, was sent. */
  sentAt: number[];
  /** Bytes of the body that went into the socket so far. */
  sentBytes: number;
  /** Whether the other side closed before the answer was complete. */
  aborted: boolean;
};

/** The text of all messages of a chat request. */
export function inputText(body: Record<string, unknown> | null): string {
  return messagesOf(body)
    .map(({ text }) => text)
    .join("\n\n");
}

/** The text of the last message. */
export function lastMessage(body: Record<string, unknown> | null): string {
  return messagesOf(body).at(-1)?.text ?? "";
}

function messagesOf(body: Record<string, unknown> | null): { text: string }[] {
  const messages: unknown = body?.messages;
  if (!Array.isArray(messages)) return [];
  return messages.map((message: unknown) => ({ text: textOf(fieldOf(message, "content")) }));
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => textOf(fieldOf(part, "text"))).join("\n");
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
}
