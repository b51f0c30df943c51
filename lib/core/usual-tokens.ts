/** What calls usually read and write, in tokens, for estimates before they are made. */

type Range = { low: number; high: number };
type Role = "panelist" | "judge" | "synthesizer";

const charactersPerToken = 3.5;

export function tokensOf(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** The fixed instructions around a question. */
export const instructionTokens: Record<Role, number> = { panelist: 200, judge: 1300, synthesizer: 700 };

/** What calls of a model without history here write. */
export const usualOutput: Record<Role, Range> = {
  panelist: { low: 400, high: 1200 },
  judge: { low: 600, high: 2000 },
  synthesizer: { low: 400, high: 1200 },
};
