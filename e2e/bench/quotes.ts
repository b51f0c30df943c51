import { queuedAnswer } from "@/lib/core/apply-answer-event";
import { judgedAnswer, settleLine } from "@/lib/core/settle";
import { WirePoint } from "@/lib/core/wire-point";
import { median, spread } from "./statistics";

/**
 * How long checking takes when the panel is as large as it can be: 8 answers of 8,000 words and 33 points, with the usual
 * share of quotes that are not exact. Prints one JSON line: milliseconds, and as a multiple of one plain pass over the text.
 * `tsx --conditions=react-server e2e/bench/quotes.ts`
 */
const panelists = 8;
const wordsEach = 8000;
const points = 33;
const warmUp = 3;
const rounds = 15;
const labels = Array.from("ABCDEFGH");

let seed = 7;
/** A linear congruential generator, so that every run checks the same text. */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
}

const frequent = "the of and to in a is that for it as was with be by on not he his but at are this have or an".split(
  " ",
);
const rare = Array.from({ length: 4000 }, (_, at) => {
  const syllables = ["ba", "cor", "den", "fil", "gra", "hum", "lo", "mar", "nes", "pri", "qua", "ter", "vo"];
  return Array.from({ length: 2 + (at % 3) }, () => syllables[Math.floor(random() * syllables.length)]).join("");
});

/** A word as often as in real text: half are among the frequent, the others thin out; some are figures. */
function drawWord(): string {
  if (random() < 0.03) return `${Math.floor(random() * 3000)}`;
  const list = random() < 0.45 ? frequent : rare;
  return list[Math.floor(random() ** 2 * list.length)] ?? "the";
}

/** An answer in Markdown: sentences, list items, bold words, links, source marks. */
function drawAnswer(): string {
  const sentences: string[] = [];
  for (let count = 0; count < wordsEach; count += 16) {
    const words = Array.from({ length: 16 }, drawWord);
    if (random() < 0.3) words[4] = `**${words[4]}**`;
    if (random() < 0.1) words[7] = `[${words[7]}](https://site.example/${words[8]})`;
    const sign = random() < 0.2 ? " [S1]" : "";
    sentences.push(`${random() < 0.15 ? "\n- " : ""}${words.join(" ")}${sign}. `);
  }
  return sentences.join("");
}

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

const texts = Array.from({ length: panelists }, drawAnswer);
const lines = Array.from({ length: points }, (_, at) => drawLine(texts, at));
const all = timesOf(() =>
  checkAll(
    texts.map((text) => `${text} `),
    lines,
  ),
);
const plain = timesOf(() => plainPass(texts));
const checked = all.slice(warmUp);
console.log(
  JSON.stringify({
    name: "8 answers × 8,000 words × 33 points checked",
    unit: "ms",
    value: median(checked),
    spread: spread(checked),
    fastest: Math.min(...checked),
    first: all[0],
    baseline: median(plain.slice(warmUp)),
    ratio: median(checked) / median(plain.slice(warmUp)),
    quotes: lines.flatMap((line) => line.views).length,
    points: checkAll(texts, lines),
  }),
);
