import type { CallMessage, MessagePart } from "@/lib/core/model";
import type { ChatMessage } from "./chat-body";

/** The messages of a chat request in Parley's own form. */
export function historyOf(messages: readonly ChatMessage[]): CallMessage[] {
  return messages.map(messageOf);
}

function messageOf(message: ChatMessage): CallMessage {
  switch (message.role) {
    case "system":
    case "developer":
      return { role: "system", content: named(message.name, message.content) };
    case "tool":
      return { role: "tool", callId: message.tool_call_id, content: message.content };
    case "assistant": {
      const { content, tool_calls } = message;
      if (!tool_calls || tool_calls.length === 0) return { role: "assistant", content };
      const toolCalls = tool_calls.map(({ id, function: called }) => ({ id, ...called }));
      return { role: "assistant", content, toolCalls };
    }
    case "user":
      return userMessage(message);
  }
}

function userMessage({ content, name }: Extract<ChatMessage, { role: "user" }>): CallMessage {
  if (typeof content === "string") return { role: "user", content: named(name, content) };
  const parts = content.map((part): MessagePart => {
    if (part.type === "text") return { type: "text", text: part.text };
    const { url, detail } = part.image_url;
    return { type: "image", url, ...(detail === undefined ? {} : { detail }) };
  });
  const text = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
  if (parts.every(({ type }) => type === "text")) return { role: "user", content: named(name, text) };
  return { role: "user", content: named(name, text), parts };
}

/** Hosts treat `name` differently or not at all; in the text everyone reads it. */
function named(name: string | undefined, text: string): string {
  return name ? `${name}: ${text}` : text;
}
