import { isNews } from "./call-news";
import { silentCut } from "./judge-silent-cut";
import type { ModelChunk, ModelRequest, StreamModel, ToolCall, ToolSpec } from "./model";
import type { Spending } from "./spending";

export type Finished = Extract<ModelChunk, { type: "finished" }>;
/** What a model says while it answers. */
export type Said = Exclude<ModelChunk, Finished | { type: "tool-call" }>;
/** Calls of functions that are not Parley's: whoever asked makes them. */
export type HandedOver = { type: "function-calls"; calls: ToolCall[]; replay?: Readonly<Record<string, unknown>> };
export type CallEnd = { finished: Finished; text: string; calls: ToolCall[] };

/** The calls of an end that go to whoever asked; null = none do. */
export function handedOverIn(
  { calls, finished: { replay } }: CallEnd,
  theirs: readonly ToolSpec[] = [],
): HandedOver | null {
  const names = new Set(theirs.map(({ name }) => name));
  const named = calls.filter(({ name }) => names.has(name));
  return named.length === 0 ? null : { type: "function-calls", calls: named, ...(replay ? { replay } : {}) };
}

/** One streamed call: what the model says as it comes, then how it ended and what it wants called. Throws its failure. */
export async function* callModel(
  streamModel: StreamModel,
  request: ModelRequest,
  spending: Spending,
): AsyncGenerator<Said, CallEnd> {
  const calls: ToolCall[] = [];
  let text = "";
  spending.begin();
  for await (const chunk of streamModel(request)) {
    if (!isNews(chunk)) spending.gotToken();
    if (chunk.type === "tool-call") {
      calls.push({ id: chunk.id, name: chunk.name, arguments: chunk.arguments });
    } else if (chunk.type === "finished") {
      spending.finish(chunk, silentCut(promptOf(request), chunk.usage));
      return { finished: chunk, text, calls };
    } else {
      if (chunk.type === "text") text += chunk.text;
      yield chunk;
    }
  }
  throw new Error("A model stream ends with `finished`.");
}

function promptOf({ messages }: ModelRequest): string {
  return messages.map(({ content }) => content).join("\n");
}
