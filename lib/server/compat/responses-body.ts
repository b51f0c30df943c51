import { z } from "zod";
import { ChatBody } from "./chat-body";
import { chatParameters, type ParameterTable } from "./parameters";
import { messagesOf, ResponsesInput } from "./responses-input";
import { badBody } from "./wire-error";

const Format = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("text") }),
    z.object({ type: z.literal("json_object") }),
    z.object({
      type: z.literal("json_schema"),
      name: z.string().min(1).max(64).default("answer"),
      description: z.string().max(4000).nullish(),
      schema: z.record(z.string(), z.unknown()).default({}),
      strict: z.boolean().nullish(),
    }),
  ],
  "A format is text, json_object or json_schema.",
);

/** The keys of `POST /responses` that chat completions has not, or has under another name. */
export const ResponsesBody = z.looseObject({
  input: ResponsesInput,
  instructions: z.string().max(1_000_000).nullish(),
  text: z.object({ format: Format.nullish(), verbosity: z.enum(["low", "medium", "high"]).nullish() }).nullish(),
  max_output_tokens: z.number().int().min(1).max(1_000_000).nullish(),
  tools: z
    .array(z.looseObject({ type: z.string("A tool has a type.") }))
    .max(128, "At most 128 tools.")
    .nullish(),
  tool_choice: z.union([z.string(), z.looseObject({ type: z.string() })]).nullish(),
  stream: z.boolean().nullish(),
  store: z
    .literal(false, "Nothing is stored for later requests here: send the whole conversation each time.")
    .nullish(),
  previous_response_id: z.null("Earlier responses are not kept here: send the whole conversation as input.").optional(),
  truncation: z.literal("disabled", "Parley never cuts a conversation in the middle.").nullish(),
  background: z.literal(false, "A response in the background cannot be asked for: use an Idempotency-Key.").nullish(),
  include: z.array(z.string().max(100)).max(20).nullish(),
});
export type ResponsesBody = z.output<typeof ResponsesBody>;

const accepted = (why: string) => ({ treatment: "accepted" as const, why });
const used = (why: string) => ({ treatment: "used" as const, why });
const refused = (why: string) => ({ treatment: "refused" as const, why });

const notHere = [
  "messages",
  "response_format",
  "max_tokens",
  "max_completion_tokens",
  "reasoning_effort",
  "include_reasoning",
  "functions",
  "function_call",
  "n",
];

/** Every parameter of `POST /responses`, and what becomes of it. */
export const responsesParameters: ParameterTable = {
  ...Object.fromEntries(Object.entries(chatParameters).filter(([name]) => !notHere.includes(name))),
  input: used("The conversation: text, or messages, function calls and their outputs; text and images."),
  instructions: used("A system text before the conversation."),
  text: used("`format`: text, json_object or json_schema, validated and mended once; `verbosity` goes to the model."),
  max_output_tokens: used("Limit of the model that writes the answer."),
  store: used("Only false: the conversation stands in Parley, and programs send it whole."),
  previous_response_id: used("Only null: send the whole conversation."),
  truncation: used('Only "disabled".'),
  background: used("Only false: with an Idempotency-Key a response can be fetched again."),
  include: accepted("There is nothing more to include."),
  conversation: refused("Send the whole conversation as `input`."),
  prompt: refused("Stored prompts are not available; a panel has its own instructions."),
};

/** The same request in the words of chat completions. Throws BadParameter with the name of the field as it came. */
export function chatBodyOf(body: ResponsesBody): ChatBody {
  const { input, instructions, text, tools, tool_choice: choice, max_output_tokens: most, ...rest } = body;
  const format = text?.format;
  const parsed = ChatBody.safeParse({
    ...rest,
    messages: messagesOf(input, instructions ?? null),
    ...(tools ? { tools: tools.map(nested) } : {}),
    ...(choice ? { tool_choice: nestedChoice(choice) } : {}),
    ...(format ? { response_format: chatFormat(format) } : {}),
    ...(text?.verbosity ? { verbosity: text.verbosity } : {}),
    ...(most ? { max_completion_tokens: most } : {}),
  });
  if (parsed.success) return parsed.data;
  throw badBody(asItCame(parsed.error));
}

/** Functions lie flat here. */
function nested({ type, ...rest }: { type: string; [key: string]: unknown }) {
  if (type !== "function" || "function" in rest) return { type, ...rest };
  return { type, function: rest };
}

function nestedChoice(choice: NonNullable<ResponsesBody["tool_choice"]>) {
  if (typeof choice === "string" || choice.type !== "function" || "function" in choice) return choice;
  return { type: "function", function: { name: choice.name } };
}

function chatFormat(format: z.output<typeof Format>) {
  if (format.type !== "json_schema") return format;
  const { type, description, ...schema } = format;
  return { type, json_schema: { ...schema, ...(description ? { description } : {}) } };
}

const names: Readonly<Record<string, string>> = { messages: "input", max_completion_tokens: "max_output_tokens" };

function asItCame({ issues }: z.ZodError): z.ZodError {
  const renamed = issues.map((issue) => ({
    ...issue,
    path: issue.path
      .filter((part) => part !== "function")
      .map((part, index) => (index === 0 ? (names[String(part)] ?? part) : part)),
  }));
  return new z.ZodError(renamed);
}
