import { ModelName } from "@/lib/core/ids";
import type { ModelChunk, ModelMessage, ModelRequest } from "@/lib/core/model";
import { DataPolicy } from "@/lib/core/panel";
import { demoStreamModel } from "./demo-stream-model";
import { knownScripts } from "./scripts";

/** Helpers of the demo's unit tests. */

export const questions = knownScripts.map(({ question }) => question ?? "");
export const [economics = "", coalPhaseOut = ""] = questions;

/** The demo at full speed; it fails where it asks for a timer. */
export const fastDemo = demoStreamModel({
  clock: { now: () => 0, sleep: () => Promise.reject(new Error("A timer was set.")) },
  pace: 0,
});

export function user(content: string): ModelMessage {
  return { role: "user", content };
}

/** What comes before a question in its conversation. */
export function contextOf(question: string): ModelMessage[] {
  return question === coalPhaseOut ? [user(economics), { role: "assistant", content: "The final answer." }] : [];
}

export function demoRequest(
  model: string,
  messages: readonly ModelMessage[],
  more: Partial<ModelRequest> = {},
): ModelRequest {
  return {
    model: ModelName.parse(model),
    messages,
    temperature: null,
    reasoningEffort: null,
    maxOutputTokens: null,
    dataPolicy: DataPolicy.parse({}),
    sessionId: "turn-1",
    signal: new AbortController().signal,
    ...more,
  };
}

/** A reply read to its end. */
export async function collect(chunks: AsyncIterable<ModelChunk>) {
  const all: ModelChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  const join = (type: "text" | "reasoning") => all.map((chunk) => (chunk.type === type ? chunk.text : "")).join("");
  return { text: join("text"), reasoning: join("reasoning"), last: all.at(-1) };
}

/** The whole text a demo model replies with. */
export async function ask(model: string, ...messages: ModelMessage[]): Promise<string> {
  return (await collect(fastDemo(demoRequest(model, messages)))).text;
}
