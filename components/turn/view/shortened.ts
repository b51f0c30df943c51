import type { VerdictState } from "@/lib/core/turn";
import type { Named } from "./names";
import type { NoticeView } from "./notices";

/** Answers that did not fit the judge's context as they are: who, and how many words it did not read. */
export function shortenedNotices({ omitted }: Pick<VerdictState, "omitted">, seats: readonly Named[]): NoticeView[] {
  return Object.entries(omitted ?? {}).map(([panelistId, words]) => {
    const label = seats.find((seat) => seat.id === panelistId)?.label ?? panelistId;
    return {
      key: `shortened ${panelistId}`,
      icon: "cut_off",
      tone: "attention",
      subject: `${label} was too long for the judge.`,
      text: `It read the answer without ${words.toLocaleString("en-US")} words; what they say is not known to it. The answer below is whole.`,
      action: null,
    };
  });
}
