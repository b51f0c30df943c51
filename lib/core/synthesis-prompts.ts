import { block } from "./prompts";

const rules = `Write the final answer to the request, for its author.
1. Answer directly. Do not mention a panel, letters, answers or judging unless the request asks about them.
2. The user's format, length and language come first; then the operator's instructions.
3. Start from what is agreed. Resolve each contradiction of weight 3 with its reason, or present both values as open.
4. Use insights that are sourced or plausible where they help; doubtful ones only with a hedge.
5. Fill blind spots from the material or from clearly marked general knowledge; else say it was not found.
6. You may overrule the analysis or a consensus when you state on what basis.
7. Figures, dates and quotations that rest on a source of the table carry its mark, such as [S1]. Never write an address of your own.
8. For code or a strict format take the best answer as the base and patch it; do not blend.
9. Never conclude more firmly than the shakiest claim the conclusion needs.`;

const markRule = `10. After a sentence that rests on a point of the analysis write that point's id in these brackets: ⟦c3⟧, or ⟦c1,c3⟧. Never write one inside code.`;

const rulingRule = `11. The rulings of the user are binding, whatever the answers, the analysis or you hold: write as if each were so.`;

/** What the synthesizer is given besides the part it shares with the judge. */
export type SynthesisBrief = {
  /** One JSON object a point; null = there is no analysis, and it merges the answers. */
  analysis: string | null;
  nonce: string;
  /** The operator's own instructions; empty = none. */
  instructions: string;
  /** The letter of the answer to patch, when the request wants code or a strict format. */
  base?: string | null;
  /** How the user decided points, one line each; absent or empty = none. */
  rulings?: string;
};

/** The synthesizer's task: part 2 of its user message. Without an analysis it merges the answers. */
export function synthesisTask(brief: SynthesisBrief): string {
  const { analysis, nonce, rulings = "" } = brief;
  const before = analysis === null ? "" : `${block("analysis", nonce, analysis)}\n\n`;
  const none = "No analysis is available: compare the answers yourself before you write.";
  const parts = [
    `${before}TASK: FINAL ANSWER`,
    analysis === null ? none : "",
    rules,
    analysis === null ? "" : markRule,
    rulings === "" ? "" : `${rulingRule}\nRulings of the user (binding):\n${rulings}`,
  ];
  return `${parts.filter(Boolean).join("\n")}${baseRule(brief.base)}${operatorRule(brief.instructions)}`;
}

function baseRule(base: string | null | undefined): string {
  if (!base) return "";
  return `\n\nThis request wants code or a strict format: take answer ${base} as the base and patch it. Change only what the analysis shows to be wrong or missing; do not blend it with the others. Write marks of points and sources only in the prose around the code, never inside it.`;
}

function operatorRule(instructions: string): string {
  return instructions ? `\n\nInstructions of the operator:\n${instructions}` : "";
}
