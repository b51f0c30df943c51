import type { ModelName } from "./ids";
import type { TurnPorts } from "./ports";

/** Whether a model may be offered tools: its host says so or says nothing, and has not refused them lately. */
export function takesTools(model: ModelName, { takesTools: mayCall, toolRefusals }: TurnPorts): boolean {
  return mayCall?.(model) !== false && !toolRefusals?.wordsFor(model, "own");
}
