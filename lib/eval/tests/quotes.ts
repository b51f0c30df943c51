import type { NormalisedText } from "@/lib/core/normalise-text";
import { checkQuote, findVerbatim } from "@/lib/core/quotes";
import { createScanner } from "@/lib/core/scanner";
import { judgedAnswer } from "@/lib/core/settle";
import { currentAnswers } from "@/lib/core/turn";
import { WirePoint } from "@/lib/core/wire-point";
import type { Judged } from "@/lib/eval/judge-case";
import type { JudgeTest } from "@/lib/eval/lab";
import { share } from "@/lib/eval/measure";
import { plantedCase } from "./planted";

type QuoteStatus = "verbatim" | "elided" | "near" | "misattributed" | "missing";

/** Every quote of every judging of this evaluation, as the judge wrote it, before any repair. */
export const quotes: JudgeTest = {
  id: "quotes",
  title: "Quotes as the judge copied them",
  async run({ stories, seeds, judgeAll, all }) {
    if (all.length === 0) await judgeAll(stories.flatMap((story) => seeds.map((seed) => plantedCase(story, seed))));
    const asked = all.filter(({ calls }) => calls[0] && !calls[0].replayed);
    const statuses = asked.flatMap(quotesIn);
    const runs = { usable: asked.filter(({ failure }) => failure === null).length, asked: asked.length };
    const shareWith = (status: QuoteStatus, name: string, target: { atMost: number } | null) => {
      const hits = statuses.filter((one) => one === status).length;
      return share({ name, hits, of: statuses.length, target, runs });
    };
    return [
      shareWith("missing", "missing before repair", { atMost: 0.05 }),
      shareWith("misattributed", "misattributed", { atMost: 0.02 }),
      shareWith("near", "near", null),
    ];
  },
};

/** How each quote of a judge's first call stands in the answers. */
export function quotesIn({ calls, turn, verdict }: Judged): QuoteStatus[] {
  const [first] = calls;
  if (!first || first.replayed) return [];
  const answers = new Map<string, NormalisedText>();
  for (const [letter, panelistId] of Object.entries(verdict.labels)) {
    const answer = currentAnswers(turn).find((one) => one.panelistId === panelistId);
    if (answer) answers.set(letter, judgedAnswer(letter, answer).text);
  }
  const scanner = createScanner();
  return [...scanner.push(first.text), ...scanner.end()]
    .flatMap((scanned) => (scanned.type === "object" ? (WirePoint.safeParse(scanned.value).data?.views ?? []) : []))
    .flatMap(({ by, quote }) => statusOf(quote, by, answers) ?? []);
}

/** Null for letters that are nobody's: such a view is dropped, whatever it quotes. */
function statusOf(quote: string, by: string, answers: ReadonlyMap<string, NormalisedText>): QuoteStatus | null {
  const own = answers.get(by);
  if (!own) return null;
  const found = checkQuote(own, quote);
  if (found) return found.check;
  const elsewhere = [...answers].filter(([letter, text]) => letter !== by && findVerbatim(text, quote) !== null);
  return elsewhere.length === 1 ? "misattributed" : "missing";
}
