/** What calls usually read and write, in tokens, for estimates before they are made. */

type Range = { low: number; high: number };
type Role = "panelist" | "judge" | "synthesizer";

const charactersPerToken = 3.5;

export function tokensOf(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** The fixed instructions around a question. */
export const instructionTokens: Record<Role, number> = { panelist: 200, judge: 1300, synthesizer: 700 };

/** A call of the panel: a prompt of its own and a reason. */
export const routingTokens: Range = { low: 60, high: 300 };

/** What one tool gives to a panelist: a list of results, or a page that was shortened. */
const usualResult = 2500;
/** Calls of tools come several at a time, so there are seldom more steps than this. */
const mostSteps = 6;

/** What a panelist with tools reads at most beyond its prompt: each step reads all before it once more. */
export function researchTokens(promptTokens: number, maxToolCalls: number): number {
  const steps = Math.min(maxToolCalls, mostSteps);
  return steps * promptTokens + (usualResult * steps * (steps + 1)) / 2;
}

/** What calls of a model without history here write. */
export const usualOutput: Record<Role, Range> = {
  panelist: { low: 400, high: 1200 },
  judge: { low: 600, high: 2000 },
  synthesizer: { low: 400, high: 1200 },
};
