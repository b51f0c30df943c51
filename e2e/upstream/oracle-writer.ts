import { likeness, readBlock, readSentence } from "./oracle-text";

/** The synthesizer beside the oracle judge: it writes the quoted words of the better side, and what was not found. */

type AnalysisView = { by: string; quote: string; says?: string; sources?: string[] };
type AnalysisPoint = {
  id: string;
  kind: string;
  topic: string;
  views?: AnalysisView[];
  favors?: string[];
  trust?: string;
};

/** A final answer from the analysis in the prompt, each sentence with the mark of its point. */
export function oracleAnswer(prompt: string): string {
  const points = readBlock(prompt, "analysis").split("\n").flatMap(pointIn);
  const overruling = points.filter(
    ({ trust, views }) => trust === "sourced" && views?.some((view) => view.sources?.length),
  );
  const kept = points.filter(
    (point) => point.kind !== "consensus" || !overruling.some((other) => isAbout(other, point)),
  );
  const sentences = kept.map((point) => `${sentenceOn(point)} ⟦${point.id}⟧`);
  return ["This is what stands.", ...sentences].join("\n\n");
}

/** A final answer by somebody who counts heads: what most say, a source that does not exist, and nothing else. */
export function carelessAnswer(prompt: string): string {
  const agreed = readBlock(prompt, "analysis")
    .split("\n")
    .flatMap(pointIn)
    .filter(({ kind }) => kind === "consensus");
  return ["This is what most say.", ...agreed.map((point) => `${sentenceOn(point)} [S99] ⟦${point.id}⟧`)].join("\n\n");
}

function pointIn(line: string): AnalysisPoint[] {
  try {
    return [trust(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** The analysis is Parley's own: a wrong shape shows in what is written from it. */
function trust(value: unknown): AnalysisPoint {
  return value as AnalysisPoint;
}

function isAbout(a: AnalysisPoint, b: AnalysisPoint): boolean {
  const [ours, theirs] = [a, b].map(({ views }) => readSentence(views?.[0]?.quote ?? "", true));
  return ours !== undefined && theirs !== undefined && likeness(ours, theirs) > 0.5;
}

function sentenceOn({ kind, topic, views = [], favors = [] }: AnalysisPoint): string {
  if (kind === "blind_spots") return `Not found: ${topic}.`;
  const sides = kind === "contradictions" ? views.filter(({ by }) => favors.includes(by)) : views;
  if (sides.length > 0) return withSource(sides[0]);
  const open = [...new Set(views.map(({ says, quote }) => says || quote))];
  return `Open: ${open.join(" / ")}.`;
}

function withSource(view: AnalysisView | undefined): string {
  const quote = view?.quote.replaceAll("\n", " ") ?? "";
  const marks = (view?.sources ?? []).filter((id) => !quote.includes(`[${id}]`)).map((id) => `[${id}]`);
  return [`${quote}.`, ...marks].join(" ");
}
