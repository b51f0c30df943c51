/** Answers in markdown, and a judge that quotes them with words left out, with a word changed, and with words nobody wrote. */

/** The words between the two quoted stretches are left out by the judge; bold, a link and a list stand inside them. */
export const elidedParts = [
  "The **reserve** has absorbed *surplus* allowances since 2019",
  "cancels most of them for good, as [the Commission reports](https://example.org/reserve)",
] as const;

/** What the answer says, and what the judge makes of it: "mostly" became "mainly". */
export const nearWords = {
  written: "**Auctions** raised about 43.6 billion, which mostly went to the budgets of the member states",
  quoted: "Auctions raised about 43.6 billion, which mainly went to the budgets of the member states",
} as const;

/** Words that are in no answer. */
export const strangeWords = "every allowance was handed out free of charge to the heaviest polluters of all";

/** A long answer with the quoted words far below its beginning. */
export function formattedAnswer(suffix: string): string {
  const filling = Array.from(
    { length: 8 },
    (_, index) => `Paragraph ${index + 1} of answer ${suffix} tells what came before, in words that no point is about.`,
  );
  const [first, second] = elidedParts;
  const quoted = {
    a: `${first}, which matters more than it seems at first, and ${second}.`,
    b: `- Prices fell in winter\n- ${nearWords.written}`,
  }[suffix];
  return [
    "## What came before",
    ...filling,
    "## What counts",
    quoted ?? "Nobody knows yet what the new rules will do to the price.",
    ...filling.map((paragraph) => paragraph.replace("before", "after")),
  ].join("\n\n");
}

/** One contradiction with three sides: shortened words, nearly the same words, and words that are not there. */
export function quoteFormLines(prompt: string): string[] {
  const [a, b, c] = ["of answer a ", "of answer b ", "of answer c "].map((words) => labelOf(prompt, words));
  const elided = elidedParts.map((part) => part.replaceAll(/[*]|\]\([^)]*\)|\[/g, "")).join(" [...] ");
  const views = [
    { by: a, quote: elided, says: "cancelled for good" },
    { by: b, quote: nearWords.quoted, says: "paid to the states" },
    { by: c, quote: strangeWords, says: "handed out for free" },
  ];
  const point = {
    kind: "contradictions",
    topic: "Where the allowances went",
    weight: 3,
    views,
    favors: [a],
    basis: "reasoning",
    why: "Only one of them can be the larger share.",
  };
  return [point, { kind: "end", n: 1 }].map((line) => JSON.stringify(line));
}

/** The label of the answer that holds these words. */
export function labelOf(prompt: string, words: string): string {
  const blocks = prompt.matchAll(/<(answer[\w-]*)\s+[^>]*\bid="([A-H])"[^>]*>([\s\S]*?)<\/\1>/g);
  for (const [, , label = "", text = ""] of blocks) if (text.includes(words)) return label;
  return "A";
}
