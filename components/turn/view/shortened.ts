import { countOf } from "@/components/words/counts";
import type { VerdictState } from "@/lib/core/turn";
import type { Named } from "./names";
import type { NoticeView } from "./notices";

type HowRead = Pick<VerdictState, "omitted" | "claims" | "unmapped" | "failure">;

/** Answers that did not fit the context of the judge, or without one of the writer: who, and what it read of them. */
export function shortenedNotices(verdict: HowRead, seats: readonly Named[]): NoticeView[] {
  const { omitted, failure } = verdict;
  const reader = failure ? "model that writes the final answer" : "judge";
  return Object.entries(omitted ?? {}).map(([panelistId, words]) => {
    const label = seats.find((seat) => seat.id === panelistId)?.label ?? panelistId;
    return {
      key: `shortened ${panelistId}`,
      icon: "cut_off",
      tone: "attention",
      subject: `${label} was too long for the ${reader}.`,
      text: `${readWords(verdict, panelistId, words)} The answer below is whole.`,
      action: null,
    };
  });
}

function readWords({ claims, unmapped }: HowRead, panelistId: string, words: number): string {
  const listed = claims?.[panelistId]?.length;
  if (listed) {
    const count = countOf(listed, "claim");
    return `In its place it read ${count} with the answer’s own words; what else the answer says is not known to it.`;
  }
  const why = unmapped?.[panelistId];
  const shortened = `It read the answer without ${words.toLocaleString("en-US")} words; what they say is not known to it.`;
  return why ? `${shortened} Its claims could not be listed: ${why.message}` : shortened;
}
