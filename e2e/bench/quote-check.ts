import { execFileSync } from "node:child_process";
import { z } from "zod";
import { root } from "@/e2e/support/local-commands";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

/** Samples of the check and of one plain pass over the same text, in milliseconds. */
const QuoteCheck = z.object({
  checked: z.array(z.number()),
  /** The first time, with nothing compiled. */
  first: z.number(),
  plain: z.array(z.number()),
  quotes: z.number(),
  points: z.number(),
});
export type QuoteCheck = z.infer<typeof QuoteCheck>;

/** How long the quotes of the largest analysis take to check, as a multiple of looking at the text once. */
export function benchQuoteCheck(): Figure[] {
  const args = ["--import", "tsx", "--conditions=react-server", "e2e/bench/quotes.ts"];
  const printed = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const { checked, first, plain, quotes, points } = QuoteCheck.parse(JSON.parse(printed));
  const measured = `${checked.length} rounds, ${spread(checked)} ms, the first ever ${first.toFixed(0)} ms`;
  return [
    {
      name: "quotes of 8 answers × 8,000 words × 33 points checked",
      unit: "ms",
      value: median(checked),
      baseline: median(plain),
      note: `${measured}; ${quotes} quotes, ${points} points kept; baseline: one plain pass over the text; aim 50 ms`,
      gate: 130,
      gated: "ratio",
    },
  ];
}
