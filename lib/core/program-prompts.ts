import type { CallMessage, MessagePart } from "./model";
import { type AnswerFormat, type ProgramRequest, plainConversation, plainMessage } from "./program-request";

const notSeen = "[An image is attached that you cannot see. Say so where it matters.]";

/** The text without its images, for a model that takes none. */
export function withoutImages(message: CallMessage): CallMessage {
  if (message.role !== "user" || !("parts" in message)) return message;
  return { role: "user", content: [message.content, notSeen].filter(Boolean).join("\n\n") };
}

/** A program's conversation for a panelist: calls and results of tools in words, system texts apart, a question at the end. */
export function panelistTalk(
  messages: readonly CallMessage[],
  seesImages: boolean,
): { system: string; talk: CallMessage[] } {
  const plain = plainConversation(messages);
  const systems = plain.context.filter(({ role }) => role === "system").map(({ content }) => content);
  const last = messages.findLast(({ role }) => role === "user");
  const images = last && "parts" in last ? last.parts.filter(({ type }) => type === "image") : [];
  const earlier = messages.slice(0, last ? messages.lastIndexOf(last) : 0).filter(({ role }) => role !== "system");
  const talk = earlier.flatMap((message): CallMessage[] => {
    if (message.role !== "user" || !("parts" in message)) return plainMessage(message);
    return [seesImages ? message : withoutImages(message)];
  });
  const asked: CallMessage =
    seesImages && images.length > 0
      ? { role: "user", content: plain.question, parts: [{ type: "text", text: plain.question }, ...images] }
      : { role: "user", content: images.length > 0 ? `${plain.question}\n\n${notSeen}` : plain.question };
  return { system: systems.join("\n\n"), talk: [...talk, asked] };
}

/** What a model is told about the form a program wants; hosts may ignore the field that says the same. */
export function formatRule(format: AnswerFormat): string {
  const only =
    "Write the answer as one JSON value and nothing else: no code fence, no words around it, no marks of points or sources.";
  if (format.type === "json_object") return `${only} It is a JSON object.`;
  return `${only} It fits this JSON Schema:\n${JSON.stringify(format.schema)}`;
}

/** The one more call after an answer that has not the form. */
export function mendingTask(problems: readonly string[], format: AnswerFormat): string {
  const list = problems.map((problem) => `- ${problem}`).join("\n");
  return `A program cannot read your answer:\n${list}\nWrite it again whole, with the same content. ${formatRule(format)}`;
}

/** JSON as a model wrote it: without the code fence that many put around it. */
export function bareJson(text: string): string {
  const fenced = /^\s*```[a-z]*[ \t]*\n([\s\S]*?)\n?```\s*$/i.exec(text)?.[1];
  return (fenced ?? text).trim();
}

/** What the synthesizer is told of a program's request. */
export function programBrief({ messages, format }: ProgramRequest) {
  const { context } = plainConversation(messages);
  const said = context.filter(({ role }) => role !== "system");
  return {
    conversation: said.map(({ role, content }) => `${role === "user" ? "User" : "Assistant"}: ${content}`).join("\n\n"),
    programRules: messages.flatMap(({ role, content }) => (role === "system" ? [content] : [])).join("\n\n"),
    ...(format ? { form: formatRule(format) } : {}),
  };
}

/** The images of the last message of the user. */
export function imagesOf({ messages }: ProgramRequest): MessagePart[] {
  const last = messages.findLast(({ role }) => role === "user");
  return last && "parts" in last ? last.parts.filter(({ type }) => type === "image") : [];
}
