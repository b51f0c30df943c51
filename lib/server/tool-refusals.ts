import type { Clock } from "@/lib/core/model";
import type { ToolRefusals } from "@/lib/core/ports";

/** Then it is tried anew: a local server may have been given another version or another template. */
const keptMs = 60 * 60_000;

/** Keeps for an hour, in this process only, which models' providers refused a request for its tools. */
export function createToolRefusals({ now }: Pick<Clock, "now">): ToolRefusals {
  const known = new Map<string, { words: string; until: number }>();
  return {
    wordsFor(model, way) {
      const refusal = known.get(`${way} ${model}`);
      return refusal && refusal.until > now() ? refusal.words : null;
    },
    remember: (model, way, words) => void known.set(`${way} ${model}`, { words, until: now() + keptMs }),
  };
}
