import { z } from "zod";
import type { Failure } from "./failure";
import type { ModelName } from "./ids";
import type { DataPolicy } from "./panel";

/** Tokens of one call as the provider counted them. */
export const Usage = z.object({
  promptTokens: z.number().int().nonnegative(),
  completionTokens: z.number().int().nonnegative(),
  reasoningTokens: z.number().int().nonnegative().optional(),
  cachedTokens: z.number().int().nonnegative().optional(),
});
export type Usage = z.infer<typeof Usage>;

/** US dollars per million tokens; `cachedInput`: of prompt tokens read from the provider's cache, absent = not known. */
export const Price = z.object({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
  cachedInput: z.number().nonnegative().optional(),
});
export type Price = z.infer<typeof Price>;

export const ModelMessage = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
export type ModelMessage = z.infer<typeof ModelMessage>;

/** A tool as a model is told of it; `parameters` is a JSON Schema. */
export const ToolSpec = z.object({
  name: z.string(),
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** Whether the host is to hold the model to the schema; absent = as the host likes. */
  strict: z.boolean().exactOptional(),
});
export type ToolSpec = z.infer<typeof ToolSpec>;

/** One whole call that a model asks for. `arguments` is what it wrote: mostly JSON, not always. */
export const ToolCall = z.object({ id: z.string(), name: z.string(), arguments: z.string() });
export type ToolCall = z.infer<typeof ToolCall>;

/** A piece of a user's message; an image is an address, also one that begins with `data:`. */
export const MessagePart = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image"), url: z.string(), detail: z.string().exactOptional() }),
]);
export type MessagePart = z.infer<typeof MessagePart>;

/**
 * A message of a call: as always, or with images beside its text, or a model's own calls, or what a tool gave. `replay`:
 * what the provider wants to see again unchanged, from `finished.replay`.
 */
export const CallMessage = z.union([
  z.object({
    role: z.literal("assistant"),
    content: z.string(),
    toolCalls: z.array(ToolCall).readonly(),
    replay: z.record(z.string(), z.unknown()).readonly().exactOptional(),
  }),
  z.object({ role: z.literal("tool"), callId: z.string(), content: z.string() }),
  /** `content`: the text of all its parts. */
  z.object({ role: z.literal("user"), content: z.string(), parts: z.array(MessagePart).readonly() }),
  ModelMessage,
]);
export type CallMessage = z.infer<typeof CallMessage>;

/** Whether a model may call its tools, must, or must call one of them. */
export const ToolChoice = z.union([z.enum(["auto", "none", "required"]), z.object({ name: z.string() })]);
export type ToolChoice = z.infer<typeof ToolChoice>;

/** How hard a model is to think, in the words of chat completions. */
export const CallEffort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]);
export type CallEffort = z.infer<typeof CallEffort>;

/** Tools that the provider itself runs, with the panel's limits. Domains are host names. */
export type ServerTools = {
  search: boolean;
  fetch: boolean;
  maxCalls: number;
  maxResults: number;
  allowedDomains: readonly string[];
  excludedDomains: readonly string[];
};

export const Finish = z.enum(["stop", "length", "refused"]);
export type Finish = z.infer<typeof Finish>;

export type ModelRequest = {
  model: ModelName;
  messages: readonly CallMessage[];
  temperature: number | null;
  reasoningEffort: CallEffort | null;
  maxOutputTokens: number | null;
  dataPolicy: DataPolicy;
  /** Further keys of chat completions that a program chose, such as `seed`; they are sent as they are. */
  extra?: Readonly<Record<string, unknown>>;
  /** Stable for all calls of one turn, so that a provider can keep its prompt cache warm. */
  sessionId: string;
  signal: AbortSignal;
  /** A person has asked for this once more: it goes out although its model is known not to answer. */
  insists?: boolean;
  /** Output must follow this JSON Schema; only for models whose endpoint declares it. */
  schema?: { name: string; schema: Record<string, unknown> };
  tools?: readonly ToolSpec[];
  /** Absent = auto. `none` keeps the tools in the prompt, for the cache and for earlier calls. */
  toolChoice?: ToolChoice;
  /** Only for providers that run tools themselves. */
  serverTools?: ServerTools;
};

/** How often tools ran on the provider's side during one call. */
export const ServerToolUse = z.object({
  calls: z.number().int().nonnegative(),
  searches: z.number().int().nonnegative(),
});
export type ServerToolUse = z.infer<typeof ServerToolUse>;

/** What becomes of a call before its content: nothing of it comes from the model. */
export type CallNews =
  /** All places are taken; so many calls to the same provider wait before it. */
  | { type: "queued"; ahead: number }
  /** After a wait, the request goes out now. */
  | { type: "sent" }
  /** A request failed; another one, the `try`th `of` so many, goes out after that wait. */
  | { type: "retrying"; try: number; of: number; waitMs: number; failure: Failure };

/** What a model call yields, in order; exactly one `finished` comes last, or the iteration throws a FailureError. */
export type ModelChunk = CallNews | ModelContent;

/** What comes from the model. */
export type ModelContent =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | { type: "citation"; url: string; title: string; snippet?: string }
  | ({ type: "tool-call" } & ToolCall)
  | {
      type: "finished";
      /** `tool_calls`: it waits for the results of the calls before it. */
      finish: Finish | "tool_calls";
      usage: Usage | null;
      /** What the provider says the call cost, in US dollars; null = it did not say. */
      costUsd: number | null;
      resolvedModel: string;
      serverToolUse?: ServerToolUse;
      /** Goes back unchanged with the model's calls. */
      replay?: Readonly<Record<string, unknown>>;
    };

/** Port: one streamed model call. Throws FailureError; aborting the signal closes the upstream socket. */
export type StreamModel = (request: ModelRequest) => AsyncIterable<ModelChunk>;

/** One row of the catalogue. Unknown facts are null, never guessed. */
export const CatalogModel = z.object({
  /** `provider:model-id`. */
  name: z.string(),
  providerId: z.string(),
  /** For people, e.g. "DeepSeek V4 Pro". */
  label: z.string(),
  /** The vendor or model family, e.g. "deepseek"; used to warn about relatives on one panel. */
  family: z.string(),
  price: Price.nullable(),
  contextTokens: z.number().int().positive().nullable(),
  maxOutputTokens: z.number().int().positive().nullable(),
  capabilities: z.object({
    tools: z.boolean().nullable(),
    reasoning: z.boolean().nullable(),
    images: z.boolean().nullable(),
    strictJson: z.boolean().nullable(),
  }),
  /** For an alias such as `~anthropic/claude-opus-latest`: the model it means today. */
  aliasOf: z.string().nullable(),
});
export type CatalogModel = z.infer<typeof CatalogModel>;

export const ProviderKind = z.enum(["openrouter", "openai-compatible", "local", "demo"]);
export type ProviderKind = z.infer<typeof ProviderKind>;

/** Port: time. `sleep` resolves after that many milliseconds, or at once when the signal aborts. */
export type Clock = {
  now: () => number;
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};
