import type { Point, PointState } from "./analysis";
import { inDisplayOrder } from "./display-order";
import { estimateTokens } from "./judge-overflow";
import { pointMarksIn } from "./mark-places";
import { plainText } from "./marks";
import { type NormalisedText, normaliseText } from "./normalise-text";
import type { PreviousPoint } from "./previous-point";
import { checkQuote } from "./quotes";
import { rulingInWords } from "./rulings";
import { sentenceStart } from "./sentences";
import { currentVerdict, type TurnState, verdictText } from "./turn";

/** What the block may take of a prompt. */
const mostTokens = 1000;
const longestQuote = 240;

/**
 * What a turn decided, for the judge of the next one: settled points of its current verdict, each with words of its final
 * answer that carry it. The user's rulings come first, then what panelists were asked again, then by weight; at most
 * about 1,000 tokens. Empty without an analysis or without a final answer.
 */
export function previousPointsOf(parent: Pick<TurnState, "verdicts" | "currentVerdictId">): PreviousPoint[] {
  const verdict = currentVerdict(parent);
  const written = verdictText(parent);
  if (!verdict || verdict.failure || written === null) return [];
  const final = { written, plain: normaliseText(plainText(written)) };
  let left = mostTokens;
  return newestFirst(verdict.points.filter(isDecided)).flatMap((point) => {
    const quote = wordsOn(point, final);
    if (quote === null) return [];
    const previous = { topic: point.topic, says: decisionOn(point), quote, ...ruled(point) };
    const tokens = estimateTokens(previousLine(previous));
    if (tokens > left) return [];
    left -= tokens;
    return previous;
  });
}

/** One decided point as it stands in the prompt. */
export function previousLine({ topic, says, quote, ruling }: PreviousPoint): string {
  return JSON.stringify({ topic, ...(says ? { says } : {}), quote, ...(ruling ? { ruling } : {}) });
}

/** The final answer of the turn before, which words of P are looked for in; null = there is no P in this turn. */
export function previousAnswer({ previous = [], context }: Pick<TurnState, "previous" | "context">) {
  const last = context.at(-1);
  return previous.length > 0 && last?.role === "assistant" ? normaliseText(last.content) : null;
}

/** What stays open, what nobody answered and what is doubtful was not decided; what the user dropped is not told again. */
function isDecided({ kind, favors, trust, ruling }: PointState): boolean {
  if (ruling) return ruling.decision !== "drop";
  if (kind === "contradictions") return favors.length > 0;
  return kind !== "blind_spots" && trust !== "doubtful";
}

function newestFirst(points: readonly PointState[]): PointState[] {
  const rank = ({ ruling, rebuttal }: PointState) => (ruling ? 0 : rebuttal?.status === "done" ? 1 : 2);
  return inDisplayOrder(points).toSorted((a, b) => rank(a) - rank(b) || b.weight - a.weight);
}

function ruled(point: PointState): { ruling?: string } {
  return point.ruling ? { ruling: rulingInWords(point, point.ruling) } : {};
}

function decisionOn({ kind, point, views, favors, ruling }: PointState): string {
  if (kind !== "contradictions") return point;
  const side: readonly string[] = ruling ? ruling.panelistIds : favors;
  const says = views.filter(({ panelistId }) => side.includes(panelistId)).map((view) => view.says);
  return [...new Set(says)].join(" / ");
}

type Final = { written: string; plain: NormalisedText };

/** The sentence of the final answer that carries a mark of the point; else words of a panelist that stand in it. */
function wordsOn({ id, views }: Point, { written, plain }: Final): string | null {
  const marked = pointMarksIn(written).filter((mark) => mark.id === id);
  const wanted = [...marked.map(({ offset }) => sentenceBefore(written, offset)), ...views.map(({ quote }) => quote)];
  for (const words of wanted) {
    const found = checkQuote(plain, clipped(words));
    if (found) return plain.source.slice(found.start, found.end).replace(/\s+/g, " ");
  }
  return null;
}

/** What may stand between a sentence and its mark. */
const behindSentence = /(?:\s|⟦[^⟦⟧]*⟧|\[S\d[^\]]*\]|[.!?…。！？"'”’»)*_])+$/u;

function sentenceBefore(written: string, offset: number): string {
  const before = written.slice(0, offset);
  const end = before.length - (behindSentence.exec(before.slice(-200))?.[0].length ?? 0);
  return plainText(written.slice(sentenceStart(written, end), end)).trim();
}

function clipped(words: string): string {
  if (words.length <= longestQuote) return words;
  const cut = words.slice(0, longestQuote);
  return cut.slice(0, Math.max(cut.search(/\s\S*$/), longestQuote / 2));
}
