import { estimateTokens } from "./judge-overflow";
import type { Usage } from "./model";

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
/** The share of the estimate below which a host must have left something out (judge.md section 16). */
const suspiciousShare = 0.6;
/** No host reads less than 2,048 tokens: smaller prompts cannot fall below that share for want of room. */
const smallestPrompt = 3400;

/**
 * How many tokens of a prompt a host really read when it silently cut it; null = it read all, or nobody can tell. Both
 * bounds must be broken, the estimate's and that of the fewest tokens any tokenizer makes, so that long words, white
 * space or Chinese are no false alarm. Some hosts count tokens from their cache apart: they were read too.
 */
export function silentCut(prompt: string, usage: Usage | null): number | null {
  if (!usage) return null;
  const { promptTokens, cachedTokens = 0 } = usage;
  const read = promptTokens + cachedTokens;
  const estimate = estimateTokens(prompt);
  // A host that reports nothing has not counted.
  if (read === 0 || estimate < smallestPrompt || read >= estimate * suspiciousShare) return null;
  return read < fewestTokens(prompt) ? Math.max(promptTokens, cachedTokens) : null;
}

/** A word, a run of signs, or two characters of a script without spaces are one token at least; a tenth for safety. */
function fewestTokens(prompt: string): number {
  const characters = prompt.match(unspaced)?.length ?? 0;
  const pieces = prompt.replace(unspaced, " ").match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
  return 0.9 * (pieces + characters / 2);
}
