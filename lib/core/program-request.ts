import { z } from "zod";
import { CallEffort, CallMessage, type ModelMessage, ToolChoice, ToolSpec } from "./model";

/** The form a program wants the final answer in; `schema` is a JSON Schema. */
export const AnswerFormat = z.discriminatedUnion("type", [
  z.object({ type: z.literal("json_object") }),
  z.object({
    type: z.literal("json_schema"),
    name: z.string(),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean(),
  }),
]);
export type AnswerFormat = z.infer<typeof AnswerFormat>;

/**
 * What a program sent with its question, for whoever writes its answer: the model that answers alone, or the synthesizer.
 * It is kept beside the log, whose readers never need it.
 */
export const ProgramRequest = z.object({
  /** The whole conversation, as it came, its last message included. */
  messages: z.array(CallMessage),
  /** The program's own functions; it runs them itself. */
  tools: z.array(ToolSpec),
  toolChoice: ToolChoice,
  format: AnswerFormat.nullable(),
  temperature: z.number().nullable(),
  maxOutputTokens: z.number().int().positive().nullable(),
  reasoningEffort: CallEffort.nullable(),
  extra: z.record(z.string(), z.unknown()),
  /** Words that went out to the program cannot be taken back, so its answer is not revised. */
  isStreamed: z.boolean(),
});
export type ProgramRequest = z.infer<typeof ProgramRequest>;

/** The question of a conversation: its last words of the user, and what came before it as plain text. */
export type PlainConversation = { question: string; context: ModelMessage[] };

/** A conversation as panelists and judge read it: system texts first, calls and results of tools in words. */
export function plainConversation(messages: readonly CallMessage[]): PlainConversation {
  const systems = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const talk = messages.flatMap(plainMessage);
  const last = talk.findLastIndex(({ role }) => role === "user");
  const behind = talk.slice(last + 1);
  const asked = talk[last]?.content ?? "";
  const question = [asked, ...behind.map(({ content }) => content)].filter((text) => text.trim() !== "").join("\n\n");
  const system = systems.join("\n\n").trim();
  const context = last < 0 ? [] : talk.slice(0, last);
  return { question, context: system === "" ? context : [{ role: "system", content: system }, ...context] };
}

/** A message in words, without images and calls; nothing of a system text. */
export function plainMessage(message: CallMessage): ModelMessage[] {
  if (message.role === "system") return [];
  if (message.role === "tool") return [{ role: "assistant", content: `[Result of a tool]\n${message.content}` }];
  if (message.role === "user" && "parts" in message) {
    const images = message.parts.filter(({ type }) => type === "image").length;
    const note = images === 0 ? "" : `[${images === 1 ? "An image is" : `${images} images are`} attached]`;
    return [{ role: "user", content: [message.content, note].filter(Boolean).join("\n\n") }];
  }
  if (!("toolCalls" in message)) return [{ role: message.role, content: message.content }];
  const calls = message.toolCalls.map(({ name, arguments: written }) => `[Call of ${name}] ${written}`);
  return [{ role: "assistant", content: [message.content, ...calls].filter(Boolean).join("\n") }];
}
