import { labelOf } from "./quote-forms";

/** Eight answers of 33 statements each, and a judge that lists 33 points about them: as many as are kept. */

const statements = 33;
const panel = ["a", "b", "c", "d", "e", "f", "g", "h"];
const kinds = [
  ["consensus", 8],
  ["contradictions", 6],
  ["partial_coverage", 6],
  ["unique_insights", 8],
  ["blind_spots", 5],
] as const;

export function wideAnswer(suffix: string): string {
  return Array.from({ length: statements }, (_, index) => wideStatement(index, suffix)).join("\n\n");
}

/** Every statement of every answer is in words of its own, so that no two points share a quote. */
function wideStatement(index: number, suffix: string): string {
  const figure = 100 * (index + 1) + panel.indexOf(suffix);
  return `On question ${index + 1} the answer of seat ${suffix} is that case ${figure} decides, for reasons given at length elsewhere.`;
}

export function wideLines(prompt: string): string[] {
  const labels = panel.map((suffix) => ({ suffix, by: labelOf(prompt, `of seat ${suffix} `) }));
  const list = kinds.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
  const points = list.map((kind, index) => pointOf(kind, index, labels));
  return [...points, { kind: "end", n: points.length }].map((line) => JSON.stringify(line));
}

type Labelled = { suffix: string; by: string };

function pointOf(kind: (typeof kinds)[number][0], index: number, labels: readonly Labelled[]) {
  const views = seatsOf(kind, index, labels).map(({ suffix, by }, place) => ({
    by,
    quote: wideStatement(index, suffix),
    says: `case ${place % 2}`,
    ...(kind !== "contradictions" && place % 3 === 2 ? { part: true } : {}),
  }));
  const topic = `What decides question ${index + 1}, and whether the cases named by the panel can be compared at all`;
  const base = { kind, topic, weight: (index % 3) + 1 };
  if (kind === "contradictions")
    return { ...base, views, favors: [], basis: "none", why: "The cases cannot both decide." };
  const point = `Question ${index + 1} is decided by a case.`;
  if (kind === "blind_spots") return { ...base, ask: null, point };
  return { ...base, views, ...(kind === "unique_insights" ? { trust: "plausible" } : {}), point };
}

function seatsOf(kind: string, index: number, labels: readonly Labelled[]): readonly Labelled[] {
  if (kind === "blind_spots") return [];
  if (kind === "unique_insights") return labels.filter((_, place) => place === index % labels.length);
  if (kind === "partial_coverage") return labels.filter((_, place) => (place + index) % 3 === 0);
  return labels.filter((_, place) => (place + index) % 4 !== 0);
}
