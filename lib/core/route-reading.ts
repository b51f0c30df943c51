import { z } from "zod";
import { objectsIn, readObject } from "./judge-json";
import type { ToolCall } from "./model";
import { panelToolName } from "./route-prompts";

const longestReason = 300;
const Words = z.string().trim().catch("");
const Arguments = z.object({ prompt: Words, context: Words, reason: Words });
const Classified = z.object({ decision: z.enum(["solo", "fuse"]), reason: Words });

/** What a call of the panel asks; `prompt` is empty when the model wrote none, then the question itself is asked. */
export type PanelCall = { prompt: string; reason: string };

/** The first call of the panel among a model's calls; null = it did not call it. */
export function panelCallIn(calls: readonly ToolCall[]): PanelCall | null {
  const call = calls.find(({ name }) => name === panelToolName);
  if (!call) return null;
  const { prompt, context, reason } = Arguments.parse(readObject(call.arguments) ?? {});
  const whole = prompt && context ? `${prompt}\n\nContext:\n${context}` : prompt;
  return { prompt: whole, reason: oneLine(reason) };
}

/** What a model that only decides has written; null = it cannot be told. */
export function readClassified(text: string): { decision: "panel" | "solo"; reason: string } | null {
  for (const object of objectsIn(text)) {
    const read = Classified.safeParse(object);
    if (!read.success) continue;
    return { decision: read.data.decision === "fuse" ? "panel" : "solo", reason: oneLine(read.data.reason) };
  }
  return null;
}

/** A model's reason as people may read it. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > longestReason ? `${line.slice(0, longestReason - 1)}…` : line;
}
