/** A scripted judge: correct points with quotes that are really in the answers, and one with a quote nobody wrote. */

type Block = { id: string; sentences: string[] };

/** A quote that is in no answer; the point that rests on it must fall. */
export const inventedQuote = "nobody on this panel ever wrote these particular words down";

/** The answer blocks of a judge's prompt, by label. */
function answerBlocks(prompt: string): Block[] {
  return [...prompt.matchAll(/<(answer[\w-]*)\s+([^>]*)>([\s\S]*?)<\/\1>/g)].flatMap(
    ([, , attributes = "", text = ""]) => {
      const id = /\bid="([A-H])"/.exec(attributes)?.[1];
      return id ? [{ id, sentences: sentencesOf(text) }] : [];
    },
  );
}

export type Task = "judge" | "reduced" | "repair" | "quotes" | "synthesize" | "answer";

/** What the prompt asks for: points, points in the short form, lines mended, quotes found, a final answer, or none of it. */
export function taskOf(prompt: string): Task {
  if (/<lines[\w-]*[\s>]/.test(prompt)) return "repair";
  if (/<quotes[\w-]*[\s>]/.test(prompt)) return "quotes";
  if (/<analysis[\w-]*[\s>]/.test(prompt)) return "synthesize";
  if (answerBlocks(prompt).length === 0) return "answer";
  if (prompt.includes("KIND | letters |")) return "reduced";
  return prompt.includes('"kind"') ? "judge" : "synthesize";
}

/** The points about the answers in a prompt, one JSON object a line, closed by the end line. */
export function judgeLines(prompt: string): string[] {
  const lines = judgePoints(prompt);
  return [...lines, { kind: "end", n: lines.length }].map((line) => JSON.stringify(line));
}

/** The same lines, in which no contradiction weighs much. */
export function mildLines(prompt: string): string[] {
  return judgeLines(prompt).map((line) => line.replace('"weight":3', '"weight":1'));
}

/** The same lines with one that only needs mending, one of the wrong shape, and one that no library can read. */
export function brokenLines(prompt: string): string[] {
  const [first, second, third, ...rest] = judgeLines(prompt);
  const torn = '{"kind":"blind_spots","topic":"Torn","point":"Nobody says "this, or that", at all"}';
  const comma = second?.replace(/}$/, ",}");
  const unnamed = third?.replace('"point":', '"text":');
  return [first, comma, unnamed, torn, ...rest].flatMap((line) => line ?? []);
}

/** The lines of a repair call that can be mended, mended. */
export function mendedLines(prompt: string): string[] {
  const lines = /<lines[\w-]*>([\s\S]*)<\/lines/.exec(prompt)?.[1]?.split("\n") ?? [];
  return lines.filter((line) => line.includes('"text":')).map((line) => line.replace('"text":', '"point":'));
}

/** The views of a quotes call: nobody wrote their words, so there are none; `found`: the answer's last sentence instead. */
export function quoteLines(prompt: string, found = false): string[] {
  const blocks = answerBlocks(prompt);
  const views = /<quotes[\w-]*>([\s\S]*)<\/quotes/.exec(prompt)?.[1]?.matchAll(/^(\d+)\. Answer ([A-H]) /gm) ?? [];
  return [...views].map(([, n, label]) => {
    const sentence = blocks.find(({ id }) => id === label)?.sentences.at(-1);
    return JSON.stringify({ n: Number(n), quote: found ? (sentence ?? null) : null });
  });
}

/** The points as `KIND | letters | "quotes" | text`. */
export function reducedLines(prompt: string): string[] {
  const lines = judgePoints(prompt).map(({ kind, point, views = [] }) => {
    const letters = views.map(({ by }) => by).join(", ");
    const quotes = views.map(({ quote }) => `"${quote}"`).join(" ");
    const text = point ?? views.map(({ says }) => says).join(" / ");
    return `${kind.toUpperCase()} | ${letters || "-"} | ${quotes || "-"} | ${text}`;
  });
  return [...lines, "END"];
}

type WirePoint = {
  kind: string;
  topic: string;
  weight: number;
  point?: string;
  views?: { by: string; quote: string; says?: string }[];
};

function judgePoints(prompt: string): WirePoint[] {
  const blocks = answerBlocks(prompt);
  const points = blocks.length === 1 ? pointsOnOne(blocks) : pointsOnMany(blocks);
  const fallen = {
    kind: blocks.length === 1 ? "partial_coverage" : "consensus",
    topic: "Invented agreement",
    weight: 1,
    views: blocks.slice(0, 2).map(({ id }) => ({ by: id, quote: inventedQuote, says: "agrees" })),
    point: "Both say something that neither said.",
  };
  return [...points, blindSpot, fallen];
}

/** A short final answer with a mark behind each sentence that rests on a point of the prompt's analysis. */
export function finalAnswer(prompt: string): string {
  const analysis = /<analysis[\w-]*[\s>]([\s\S]*)/.exec(prompt)?.[1] ?? "";
  const ids = [...new Set(analysis.split(/<\/analysis/)[0]?.match(/\bc[1-9]\d*\b/g) ?? [])].slice(0, 4);
  const sentences = ids.map((id, index) => `Finding ${index + 1} of the panel holds. ⟦${id}⟧`);
  return ["The panel answers as follows.", ...sentences, "Nothing else needs deciding."].join(" ");
}

const blindSpot = {
  kind: "blind_spots",
  topic: "What it costs",
  weight: 1,
  ask: null,
  point: "No answer says what any of this costs.",
};

function pointsOnOne([only]: readonly Block[]) {
  if (!only) return [];
  const views = [{ by: only.id, quote: only.sentences[0] ?? "", says: "says it alone" }];
  return [
    { kind: "partial_coverage", topic: "The main claim", weight: 2, views, point: "Only one answer supports it." },
  ];
}

function pointsOnMany(blocks: readonly Block[]) {
  const shared = sharedSentence(blocks);
  const agreeing = shared
    ? blocks.filter(({ sentences }) => sentences.includes(shared)).map(({ id }) => ({ by: id, quote: shared }))
    : blocks.map(({ id, sentences }) => ({ by: id, quote: sentences[0] ?? "" }));
  const own = blocks.map((block) => ({ id: block.id, sentences: ownSentences(block, blocks) }));
  const differing = own.map(({ id, sentences }, index) => ({
    by: id,
    quote: sentences[0] ?? "",
    says: `value number ${index + 1}`,
  }));
  const alone = own.find(({ sentences }) => sentences.length > 1) ?? own[0];
  return [
    {
      kind: "consensus",
      topic: "The shared claim",
      weight: 2,
      views: agreeing,
      point: "The answers make the same claim.",
    },
    {
      kind: "contradictions",
      topic: "The size of the effect",
      weight: 3,
      views: differing.filter(({ quote }) => quote !== ""),
      favors: [],
      basis: "none",
      why: "The values cannot both be right.",
    },
    {
      kind: "unique_insights",
      topic: "An addition",
      weight: 2,
      views: [{ by: alone?.id ?? "A", quote: alone?.sentences.at(-1) ?? "" }],
      trust: "plausible",
      point: "One answer adds something the others leave out.",
    },
  ];
}

function sharedSentence(blocks: readonly Block[]): string | undefined {
  return blocks
    .flatMap(({ sentences }) => sentences)
    .find((sentence) => blocks.filter(({ sentences }) => sentences.includes(sentence)).length > 1);
}

function ownSentences(block: Block, blocks: readonly Block[]): string[] {
  const others = blocks.filter(({ id }) => id !== block.id).flatMap(({ sentences }) => sentences);
  const own = block.sentences.filter((sentence) => !others.includes(sentence));
  return own.length > 0 ? own : block.sentences;
}

/** The sentences of a text, each as its first 20 words at most. */
function sentencesOf(text: string): string[] {
  const sentences = text.trim().split(/(?<=[.!?])\s+|\n{2,}/);
  const openings = sentences.flatMap((sentence) => /^(\S+ ){0,19}\S+/.exec(sentence.trim())?.[0] ?? []);
  const long = openings.filter((words) => words.length >= 20);
  return long.length > 0 ? long : openings;
}
