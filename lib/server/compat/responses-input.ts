import { z } from "zod";

/** The input of `POST /responses`: items that a conversation is made of, turned into the messages of a chat request. */

const TextPart = z.object({ type: z.enum(["input_text", "output_text", "text"]), text: z.string() });
const RefusalPart = z.object({ type: z.literal("refusal"), refusal: z.string() });
const ImagePart = z.object({
  type: z.literal("input_image"),
  image_url: z.string().min(1).max(20_000_000),
  detail: z.string().max(20).nullish(),
});
const parts = "A part is of type input_text, output_text, input_image or refusal.";
const Part = z.discriminatedUnion("type", [TextPart, RefusalPart, ImagePart], parts);

const Message = z.object({
  role: z.enum(["user", "assistant", "system", "developer"], "A role is user, assistant, system or developer."),
  content: z.union([z.string(), z.array(Part)]),
});
const Call = z.object({
  call_id: z.string().min(1).max(200),
  name: z.string().min(1).max(128),
  arguments: z.string().default(""),
});
const Output = z.object({
  call_id: z.string().min(1).max(200),
  output: z.union([z.string(), z.array(z.object({ type: z.literal("input_text"), text: z.string() }))]),
});

type Message = z.output<typeof Message>;
type Item =
  | ({ type: "message" } & Message)
  | ({ type: "function_call" } & z.output<typeof Call>)
  | ({ type: "function_call_output" } & z.output<typeof Output>)
  | { type: "replayed" };

/** What Parley has sent itself and a client sends back: the conversation in its messages says the same. */
const replayed = ["reasoning", "openrouter:fusion"];
const itemWords =
  "An input item is a message, a function_call, a function_call_output, or an item of an earlier response.";

const InputItem = z.looseObject({ type: z.string().default("message") }).transform((item, context): Item => {
  switch (item.type) {
    case "message":
      return { type: "message", ...parsed(Message, item, context) };
    case "function_call":
      return { type: "function_call", ...parsed(Call, item, context) };
    case "function_call_output":
      return { type: "function_call_output", ...parsed(Output, item, context) };
    default:
      if (!replayed.includes(item.type)) context.addIssue({ code: "custom", message: itemWords, path: ["type"] });
      return { type: "replayed" };
  }
});

function parsed<Schema extends z.ZodType>(schema: Schema, item: unknown, context: z.RefinementCtx): z.output<Schema> {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  for (const { message, path } of result.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
}

export const ResponsesInput = z.union([
  z.string().min(1, "Write a question."),
  z.array(InputItem).min(1, "Send at least one item.").max(5000),
]);
export type ResponsesInput = z.output<typeof ResponsesInput>;

type ChatMessage = { role: string; content: unknown; tool_calls?: unknown[]; tool_call_id?: string };

/** The input as messages of a chat request; calls of functions that follow each other are one message. */
export function messagesOf(input: ResponsesInput, instructions: string | null): ChatMessage[] {
  const messages: ChatMessage[] = instructions ? [{ role: "system", content: instructions }] : [];
  if (typeof input === "string") return [...messages, { role: "user", content: input }];
  for (const item of input) {
    if (item.type === "message") messages.push(chatMessage(item));
    else if (item.type === "function_call") addCall(messages, item);
    else if (item.type === "function_call_output") {
      messages.push({ role: "tool", tool_call_id: item.call_id, content: textOf(item.output) });
    }
  }
  return messages;
}

function addCall(messages: ChatMessage[], { call_id: id, name, arguments: written }: z.output<typeof Call>): void {
  const call = { id, type: "function", function: { name, arguments: written } };
  const last = messages.at(-1);
  if (last?.role === "assistant") last.tool_calls = [...(last.tool_calls ?? []), call];
  else messages.push({ role: "assistant", content: "", tool_calls: [call] });
}

function chatMessage({ role, content }: Message): ChatMessage {
  if (typeof content === "string" || role !== "user") return { role, content: textOf(content) };
  return { role, content: content.map(chatPart) };
}

function chatPart(part: z.output<typeof Part>) {
  if (part.type !== "input_image") return { type: "text", text: wordsOf(part) };
  const { image_url: url, detail } = part;
  return { type: "image_url", image_url: { url, ...(detail ? { detail } : {}) } };
}

function textOf(content: string | readonly z.output<typeof Part>[]): string {
  return typeof content === "string" ? content : content.map(wordsOf).join("\n\n");
}

function wordsOf(part: z.output<typeof Part>): string {
  if (part.type === "input_image") return "";
  return part.type === "refusal" ? part.refusal : part.text;
}
