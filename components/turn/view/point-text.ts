import type { PointState, View } from "@/lib/core/analysis";
import type { Named } from "./names";
import { judgeReasoning, kindWords, nameOf, stanceWords } from "./point-words";
import { readableQuote } from "./readable-quote";
import { decidedWords, positionWords } from "./ruling-words";

/** A point as text: what it says, who said what in which words and replied, what the judge makes of it, how it is decided. */
export function pointAsText(point: PointState, seats: readonly Named[]): string {
  const reasoning = judgeReasoning(point);
  const decided = decidedWords(point, seats);
  return [
    `${kindWords[point.kind].one}: ${point.topic}`,
    ...point.views.flatMap((view) => [quoteLine(view, seats), ...replyLines(point, view)]),
    ...(reasoning ? [`Judge: ${reasoning}`] : []),
    ...(decided ? [`${decided}.`] : []),
  ].join("\n");
}

function quoteLine({ panelistId, stance, quote }: View, seats: readonly Named[]): string {
  return `- ${nameOf(panelistId, seats)} (${stanceWords[stance].toLowerCase()}): “${readableQuote(quote)}”`;
}

function replyLines({ rebuttal }: PointState, { panelistId }: View): string[] {
  const reply = rebuttal?.replies.find((each) => each.panelistId === panelistId);
  if (!reply?.position) return [];
  return [`  Asked again: ${positionWords[reply.position]}. ${reply.text.replace(/\s+/g, " ")}`.trimEnd()];
}
