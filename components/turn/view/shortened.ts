import { countOf } from "@/components/words/counts";
import type { VerdictState } from "@/lib/core/turn";
import { passagesOf } from "./how-read";
import type { Named } from "./names";
import type { NoticeView } from "./notices";
import { withStop } from "./with-stop";

type HowRead = Pick<VerdictState, "omitted" | "claims" | "unmapped" | "lookedUp" | "windows" | "failure">;

/** Answers that did not fit the context of the judge, or without one of the writer: who, and what it read of them. */
export function shortenedNotices(verdict: HowRead, seats: readonly Named[]): NoticeView[] {
  const { omitted, windows, failure } = verdict;
  const reader = failure ? "model that writes the final answer" : "judge";
  const shortened = Object.entries(omitted ?? {}).map(([panelistId, words]) => {
    const label = seats.find((seat) => seat.id === panelistId)?.label ?? panelistId;
    return {
      ...base,
      key: `shortened ${panelistId}`,
      subject: `${label} was too long for the ${reader}.`,
      text: `${readWords(verdict, panelistId, words)} The answer below is whole.`,
    };
  });
  const isApart = windows?.some(({ failure: lost }) => !lost) && !failure;
  return isApart ? [apart, ...shortened] : shortened;
}

const base = { icon: "cut_off", tone: "attention", action: null } as const;
const apart: NoticeView = {
  ...base,
  key: "windows",
  subject: "The answers were too long for the judge to read together.",
  text: "It compared them two or three at a time and then joined what it had found; what else differs between answers that it did not read side by side is not known to it. The answers below are whole.",
};

function readWords(how: HowRead, panelistId: string, words: number): string {
  const listed = how.claims?.[panelistId]?.length;
  const passages = passagesOf(how, panelistId);
  const found = passages > 0 ? ` and ${countOf(passages, "passage")} that it looked up` : "";
  if (listed) {
    const count = countOf(listed, "claim");
    return `In its place it read ${count} with the answer’s own words${found}; what else the answer says is not known to it.`;
  }
  const why = how.unmapped?.[panelistId];
  const after = passages > 0 ? `, after it had looked up ${countOf(passages, "passage")}` : "";
  const shortened = `It read the answer without ${countOf(words, "word")}${after}; what ${after ? "those words" : "they"} say is not known to it.`;
  return why ? `${shortened} Its claims could not be listed: ${withStop(why.message)}` : shortened;
}
