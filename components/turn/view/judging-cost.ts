import { formatDollarRange } from "@/components/words/money";
import { costOf } from "@/lib/core/cost";
import type { Price } from "@/lib/core/model";
import { currentAnswers, type TurnState } from "@/lib/core/turn";
import { instructionTokens, tokensOf, usualOutput } from "@/lib/core/usual-tokens";

export type JudgingPlan = {
  panelistIds: readonly string[];
  instructions: string;
  judge: Price | null;
  writer: Price | null;
};

/** What judging these answers again usually costs: "Usually $0.02 to $0.05", "Free", "Cost unknown". */
export function judgingCost(turn: TurnState, { panelistIds, instructions, judge, writer }: JudgingPlan): string {
  if (!judge || !writer) return "Cost unknown: no price is known";
  const answers = currentAnswers(turn).filter((answer) => panelistIds.includes(answer.panelistId));
  const texts = [
    turn.question,
    instructions,
    ...turn.context.map(({ content }) => content),
    ...answers.map(({ text }) => text),
  ];
  const read = tokensOf(texts.reduce((sum, text) => sum + text.length, 0));
  const cost = (end: "low" | "high") => {
    const analysis = usualOutput.judge[end];
    const judging = { promptTokens: read + instructionTokens.judge, completionTokens: analysis };
    const promptTokens = read + analysis + instructionTokens.synthesizer;
    const writing = { promptTokens, completionTokens: usualOutput.synthesizer[end] };
    return (costOf(null, judging, judge) ?? 0) + (costOf(null, writing, writer) ?? 0);
  };
  const range = { low: cost("low"), high: cost("high") };
  return range.high === 0 ? "Free" : `Usually ${formatDollarRange(range)}`;
}
