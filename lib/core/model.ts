import { z } from "zod";
import type { Failure } from "./failure";
import type { ModelName } from "./ids";
import type { DataPolicy, ReasoningEffort } from "./panel";

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
export type ToolSpec = { name: string; description: string; parameters: Record<string, unknown> };

/** One whole call that a model asks for. `arguments` is what it wrote: mostly JSON, not always. */
export type ToolCall = { id: string; name: string; arguments: string };

/** A message of a call with tools: as always, or a model's own calls, or what a tool gave. */
export type CallMessage =
  | ModelMessage
  | {
      role: "assistant";
      content: string;
      toolCalls: readonly ToolCall[];
      /** What the provider wants to see again unchanged, from `finished.replay`. */
      replay?: Readonly<Record<string, unknown>>;
    }
  | { role: "tool"; callId: string; content: string };

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
  reasoningEffort: ReasoningEffort | null;
  maxOutputTokens: number | null;
  dataPolicy: DataPolicy;
  /** Stable for all calls of one turn, so that a provider can keep its prompt cache warm. */
  sessionId: string;
  signal: AbortSignal;
  /** Output must follow this JSON Schema; only for models whose endpoint declares it. */
  schema?: { name: string; schema: Record<string, unknown> };
  tools?: readonly ToolSpec[];
  /** Whether the model may call them; absent = auto. `none` keeps them in the prompt, for the cache and for earlier calls. */
  toolChoice?: "auto" | "none";
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
