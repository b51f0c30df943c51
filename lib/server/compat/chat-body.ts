import { z } from "zod";
import { Effort, FusionPlugin, FusionTool, WebTool, webToolTypes } from "./fusion-parameters";

const TextPart = z.object({ type: z.literal("text"), text: z.string() });
const ImagePart = z.object({
  type: z.literal("image_url"),
  image_url: z.object({ url: z.string().min(1).max(20_000_000), detail: z.string().max(20).optional() }),
});
const parts = "Only parts of type text and image_url are accepted.";
const Content = z.union([
  z.string(),
  z.array(z.discriminatedUnion("type", [TextPart, ImagePart], parts)).min(1, "Write at least one part."),
]);
const TextContent = z
  .union([z.string(), z.array(TextPart)])
  .transform((content) => (typeof content === "string" ? content : content.map(({ text }) => text).join("\n\n")));

const WireToolCall = z.object({
  id: z.string().min(1).max(200),
  type: z.literal("function").default("function"),
  function: z.object({ name: z.string().min(1).max(128), arguments: z.string().default("") }),
});

/** Entries that Parley has made itself and a client sends back; others pass. */
const ReasoningDetail = z.looseObject({ type: z.string() });

const name = z.string().max(256).optional();
export const ChatMessage = z.discriminatedUnion(
  "role",
  [
    z.object({ role: z.enum(["system", "developer"]), content: TextContent, name }),
    z.object({ role: z.literal("user"), content: Content, name }),
    z.object({
      role: z.literal("assistant"),
      content: TextContent.nullish().transform((content) => content ?? ""),
      tool_calls: z.array(WireToolCall).nullish(),
      reasoning_details: z.array(ReasoningDetail).nullish(),
    }),
    z.object({ role: z.literal("tool"), content: TextContent, tool_call_id: z.string().min(1).max(200) }),
  ],
  "A role is system, developer, user, assistant or tool.",
);
export type ChatMessage = z.output<typeof ChatMessage>;

const FunctionTool = z.object({
  type: z.literal("function"),
  function: z.object({
    name: z.string().regex(/^[\w-]{1,64}$/, "A function name has 1 to 64 letters, digits, - and _."),
    description: z.string().max(20_000).default(""),
    parameters: z.record(z.string(), z.unknown()).default({ type: "object", properties: {} }),
    strict: z.boolean().nullish(),
  }),
});
export type FunctionTool = z.output<typeof FunctionTool>;

const toolTypes = ["function", "openrouter:fusion", ...Object.keys(webToolTypes)];
const AnyTool = z.looseObject({
  type: z
    .string()
    .refine(
      (type) => toolTypes.includes(type),
      "A tool is of type function, openrouter:fusion, openrouter:web_search or openrouter:web_fetch.",
    ),
});
const Tool = AnyTool.transform(readTool);

/** The schema of a tool's own type, so that what is wrong is named and not "no tool at all". */
function readTool(tool: z.output<typeof AnyTool>, context: z.RefinementCtx) {
  const known = tool.type === "function" ? FunctionTool : tool.type === "openrouter:fusion" ? FusionTool : WebTool;
  const parsed = known.safeParse(tool);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
}

const WebPlugin = z
  .object({
    id: z.literal("web"),
    enabled: z.boolean().default(true),
    max_results: z.number().int().min(1).max(25).optional(),
    include_domains: z.array(z.string()).max(100).optional(),
    exclude_domains: z.array(z.string()).max(100).optional(),
  })
  .strict();
const Plugin = z.discriminatedUnion(
  "id",
  [FusionPlugin, WebPlugin],
  "Only the plugins fusion and web are available here.",
);

const ResponseFormat = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("text") }),
    z.object({ type: z.literal("json_object") }),
    z.object({
      type: z.literal("json_schema"),
      json_schema: z.object({
        name: z.string().min(1).max(64).default("answer"),
        description: z.string().max(4000).optional(),
        schema: z.record(z.string(), z.unknown()).default({}),
        strict: z.boolean().nullish(),
      }),
    }),
  ],
  "A format is text, json_object or json_schema.",
);

const choiceWords = "tool_choice is none, auto, required, a function or openrouter:fusion.";
const ToolChoice = z.union(
  [
    z.enum(["none", "auto", "required"]),
    z.object({ type: z.literal("function"), function: z.object({ name: z.string().min(1) }) }),
    z.object({ type: z.literal("openrouter:fusion") }),
  ],
  choiceWords,
);

/** Provider preferences as OpenRouter takes them; keys it does not know are refused, as there. */
const ProviderPreferences = z
  .object({
    order: z.array(z.string()).optional(),
    only: z.array(z.string()).optional(),
    ignore: z.array(z.string()).optional(),
    allow_fallbacks: z.boolean().nullish(),
    require_parameters: z.boolean().nullish(),
    data_collection: z.enum(["allow", "deny"]).nullish(),
    zdr: z.boolean().nullish(),
    enforce_distillable_text: z.boolean().nullish(),
    quantizations: z.array(z.string()).optional(),
    sort: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
    max_price: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    preferred_min_throughput: z.unknown().optional(),
    preferred_max_latency: z.unknown().optional(),
  })
  .strict();

const limit = z.number().int().min(1).max(1_000_000).nullish();

/** `POST /chat/completions`. Keys beyond these are looked at in `parameters.ts`. */
export const ChatBody = z.looseObject({
  model: z.string().trim().min(1, "Name a model or a panel.").max(200).default("openrouter/fusion"),
  messages: z.array(ChatMessage).min(1, "Send at least one message.").max(5000),
  models: z.array(z.string().min(1).max(200)).max(20).nullish(),
  provider: ProviderPreferences.nullish(),
  plugins: z.array(Plugin).max(20).nullish(),
  tools: z.array(Tool).max(128, "At most 128 tools.").nullish(),
  tool_choice: ToolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: ResponseFormat.nullish(),
  reasoning: z
    .object({
      effort: Effort.nullish(),
      max_tokens: z.number().int().min(1).nullish(),
      exclude: z.boolean().nullish(),
      enabled: z.boolean().nullish(),
      summary: z.string().nullish(),
    })
    .strict()
    .nullish(),
  reasoning_effort: Effort.nullish(),
  include_reasoning: z.boolean().nullish(),
  max_completion_tokens: limit,
  max_tokens: limit,
  temperature: z.number().min(0).max(2).nullish(),
  n: z.literal(1, "Only one answer a request.").nullish(),
  stream: z.boolean().nullish(),
  session_id: z.string().max(256).nullish(),
  user: z.string().max(512).nullish(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, "At most 16 pairs.")
    .nullish(),
  max_tool_calls: z.number().int().min(1).max(30).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4, "At most 4 stop sequences.")]).nullish(),
  seed: z.number().int().nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.number().int().min(0).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  top_a: z.number().min(0).max(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  repetition_penalty: z.number().min(0).max(2).nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  logprobs: z.literal(false, "A panel's answer has no probabilities of tokens.").nullish(),
  store: z.literal(false, "Only false.").nullish(),
  transforms: z.array(z.string()).max(0, "Parley never cuts a conversation in the middle.").nullish(),
  modalities: z.array(z.literal("text", "Answers are text.")).nullish(),
});
export type ChatBody = z.output<typeof ChatBody>;
