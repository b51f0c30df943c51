import type { Failure } from "@/lib/core/failure";
import type { ModelChunk, ServerToolUse, ToolCall, Usage } from "@/lib/core/model";
import { isRecord, type JsonRecord, listIn, recordIn, textIn } from "./json-value";
import type { ConnectedProvider } from "./provider";
import { readDelta } from "./read-delta";
import { watchRepetition } from "./repetition";
import { createReplayReader } from "./replay-reader";
import { createToolCallReader } from "./tool-call-reader";
import { failureOfErrorObject, speak } from "./upstream-failure";
import { type UpstreamPolicy, usualPolicy } from "./upstream-policy";

type Finish = Extract<ModelChunk, { type: "finished" }>["finish"];
type Report = Omit<Extract<ModelChunk, { type: "finished" }>, "type" | "finish">;

/** What the chunks of one answer have said so far. */
export type AnswerReader = {
  /** The text, reasoning and new citations in these chunks; neighbours of one kind are joined. */
  read(chunks: readonly JsonRecord[]): ModelChunk[];
  /** An error inside the stream, or an answer that is too large. What came before it was still given out. */
  readonly failure: Failure | null;
  /** null = the stream has not said how it ended. */
  readonly finish: Finish | null;
  /** Usage, cost and model as last reported, and what must go back with the model's calls. */
  readonly report: Report;
  /** The tools that the model wants called; whole once `finish` is there. */
  toolCalls(): ToolCall[];
  /** Characters of tool calls so far: they are progress, although nothing is given out yet. */
  readonly toolCharacters: number;
};

/** Reads the chat-completion chunks of one answer. */
export function createAnswerReader(
  provider: ConnectedProvider,
  model: string,
  { caps, repetition }: Pick<UpstreamPolicy, "caps" | "repetition"> = usualPolicy,
): AnswerReader {
  const report: Report = { usage: null, costUsd: null, resolvedModel: model };
  const tools = createToolCallReader();
  const replay = createReplayReader();
  const isNew = newCitations();
  let failed: Failure | null = null;
  let finish: Finish | null = null;
  let refused = false;
  const size = createSizeWatch(provider, { caps, repetition });
  let toolCharacters = 0;

  function readChunk(chunk: JsonRecord, out: ModelChunk[]): void {
    report.resolvedModel = textIn(chunk.model) ?? report.resolvedModel;
    if (isRecord(chunk.usage)) readUsage(chunk.usage, report);
    const choice = recordIn(listIn(chunk.choices)[0]);
    if (choice) readChoice(choice, out);
    const error = chunk.error ?? choice?.error;
    if (error) failed = failureOfErrorObject(provider, error);
  }

  function readChoice(choice: JsonRecord, out: ModelChunk[]): void {
    // A complete answer instead of a stream has `message` in the place of `delta`.
    const delta = recordIn(choice.delta) ?? recordIn(choice.message);
    if (delta) {
      readDelta(delta, out);
      replay.read(delta);
      toolCharacters += tools.read(delta);
    }
    refused ||= textIn(delta?.refusal) !== undefined;
    const reason = textIn(choice.finish_reason);
    if (reason === "error") failed = speak(provider, { code: "upstream_error" });
    else if (reason) finish = finishOf(reason);
  }

  return {
    read(chunks) {
      const out: ModelChunk[] = [];
      for (const chunk of chunks) if (!failed) readChunk(chunk, out);
      for (const chunk of out) if ("text" in chunk) size.add(chunk.text);
      failed ??= size.failure(toolCharacters, replay.characters);
      return out.filter(isNew);
    },
    get failure() {
      return failed;
    },
    get finish() {
      if (finish === null || refused) return finish && "refused";
      // Some hosts end with "stop" although calls wait for their results.
      return finish === "stop" && tools.calls().length > 0 ? "tool_calls" : finish;
    },
    get report() {
      return tools.calls().length > 0 ? { ...report, ...replay.fields() } : report;
    },
    toolCalls: () => tools.calls(),
    get toolCharacters() {
      return toolCharacters;
    },
  };
}

function readUsage(usage: JsonRecord, report: Report): void {
  report.usage = usageOf(usage);
  if (typeof usage.cost === "number" && usage.cost >= 0) report.costUsd = usage.cost;
  const use = serverToolUseOf(usage);
  if (use) report.serverToolUse = use;
}

/** Ends an answer that is larger than Parley takes in, or that says one thing over and over. */
function createSizeWatch(
  provider: ConnectedProvider,
  { caps, repetition }: Pick<UpstreamPolicy, "caps" | "repetition">,
) {
  const repeats = watchRepetition(repetition);
  let length = 0;
  let isRepeating = false;
  return {
    add(text: string): void {
      length += text.length;
      isRepeating ||= repeats.push(text);
    },
    failure(toolCharacters: number, replayCharacters: number): Failure | null {
      if (isRepeating) return speak(provider, { code: "repetition" });
      const isTooLarge = length + toolCharacters > caps.answerCharacters || replayCharacters > caps.replayCharacters;
      return isTooLarge ? tooLarge(provider) : null;
    },
  };
}

const maxCitations = 200;

/** Lets each cited page through once. */
function newCitations(): (chunk: ModelChunk) => boolean {
  const cited = new Set<string>();
  return (chunk) => {
    if (chunk.type !== "citation") return true;
    if (cited.has(chunk.url) || cited.size >= maxCitations) return false;
    cited.add(chunk.url);
    return true;
  };
}

/** The failure of an answer or a line that exceeds what Parley takes in. */
export function tooLarge(provider: ConnectedProvider): Failure {
  return speak(provider, { code: "too_large", words: "the answer is larger than Parley accepts." });
}

function finishOf(reason: string): Finish {
  if (reason === "content_filter" || reason === "refusal") return "refused";
  return reason === "length" || reason === "max_tokens" ? "length" : "stop";
}

/** Token counts as reported; null when the main ones are missing. */
function usageOf(usage: JsonRecord): Usage | null {
  const promptTokens = count(usage.prompt_tokens);
  const completionTokens = count(usage.completion_tokens);
  if (promptTokens === undefined || completionTokens === undefined) return null;
  const reasoningTokens = count(recordIn(usage.completion_tokens_details)?.reasoning_tokens);
  const cachedTokens = count(recordIn(usage.prompt_tokens_details)?.cached_tokens);
  return {
    promptTokens,
    completionTokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    ...(cachedTokens === undefined ? {} : { cachedTokens }),
  };
}

/** Tools that ran on the provider's side; guides and schema call the field by two names. */
function serverToolUseOf(usage: JsonRecord): ServerToolUse | null {
  const use = recordIn(usage.server_tool_use_details) ?? recordIn(usage.server_tool_use);
  if (!use) return null;
  const searches = count(use.web_search_requests) ?? 0;
  const calls = count(use.tool_calls_executed) ?? count(use.tool_calls_requested) ?? searches;
  return { calls, searches };
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
