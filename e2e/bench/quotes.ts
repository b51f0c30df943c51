import { stdout } from "node:process";
import { drawing, drawText, wordDrawer } from "@/e2e/upstream/long-text";
import { queuedAnswer } from "@/lib/core/apply-answer-event";
import { judgedAnswer, settleLine } from "@/lib/core/settle";
import { WirePoint } from "@/lib/core/wire-point";
import type { QuoteCheck } from "./quote-check";

/**
 * How long checking takes when the panel is as large as it can be: 8 answers of 8,000 words and 33 points, with the usual
 * share of quotes that are not exact. Prints the samples in milliseconds as JSON, beside those of one plain pass over the
 * text. A process of its own, so that nothing else has warmed it.
 */
const panelists = 8;
const wordsEach = 8000;
const points = 33;
/** Rounds until the code is compiled; what the very first takes is told beside. */
const warmUp = 15;
const rounds = 25;
const labels = Array.from("ABCDEFGH");

const random = drawing(7);
const drawWord = wordDrawer(random);

function drawQuote(text: string): string {
  const words = text.split(/\s+/);
  const at = Math.floor(random() * (words.length - 30));
  const quote = words.slice(at, at + 8 + Math.floor(random() * 14));
  const draw = random();
  if (draw < 0.08) quote[4] = "changed";
  else if (draw < 0.12) quote.splice(4, 2, "...");
  else if (draw < 0.15) return Array.from({ length: 12 }, drawWord).join(" ");
  return quote.join(" ");
}

function drawLine(texts: readonly string[], number: number): WirePoint {
  const kind = (["consensus", "contradictions", "partial_coverage", "unique_insights"] as const)[number % 4];
  const count = kind === "unique_insights" ? 1 : 2 + Math.floor(random() * (panelists - 1));
  const views = Array.from({ length: count }, (_, at) => {
    const by = (at + number) % panelists;
    const quoted = random() < 0.03 ? (by + 1) % panelists : by;
    return { by: labels[by], quote: drawQuote(texts[quoted] ?? ""), says: `position ${at % 2}` };
  });
  return WirePoint.parse({ kind, topic: `Topic ${number}`, weight: 2, views, point: `Point ${number}.` });
}

function checkAll(texts: readonly string[], lines: readonly WirePoint[]): number {
  const answers = texts.map((text, at) =>
    judgedAnswer(labels[at] ?? "?", { ...queuedAnswer(`p${at + 1}`, 1, "bench:model"), status: "done", text }),
  );
  const settled = lines.map((line, at) => settleLine(line, at + 1, { answers, kept: [] }));
  return settled.filter((one) => "point" in one).length;
}

/** What no check can do without: every unit of every answer looked at once. */
function plainPass(texts: readonly string[]): number {
  let sum = 0;
  for (const text of texts) for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  return sum;
}

function timesOf(work: () => unknown): number[] {
  const samples: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const started = performance.now();
    work();
    samples.push(performance.now() - started);
  }
  return samples;
}

const texts = Array.from({ length: panelists }, () => drawText(wordsEach, random, drawWord));
const lines = Array.from({ length: points }, (_, at) => drawLine(texts, at));
const all = timesOf(() =>
  checkAll(
    texts.map((text) => `${text} `),
    lines,
  ),
);
const plain = timesOf(() => plainPass(texts));
const measured: QuoteCheck = {
  checked: all.slice(warmUp),
  first: all[0] ?? 0,
  plain: plain.slice(warmUp),
  quotes: lines.flatMap((line) => line.views).length,
  points: checkAll(texts, lines),
};
stdout.write(JSON.stringify(measured));
