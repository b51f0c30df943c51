import type { TurnState, VerdictState } from "@/lib/core/turn";
import type { NoticeView } from "./notices";

/** Whether a verdict compared the two that were asked first, and had the others asked instead of a final answer. */
export function isOfScouts({ restAsked, scouts }: TurnState, { attempts, finalAnswer }: VerdictState): boolean {
  const isLeft = restAsked !== undefined && finalAnswer.status === "waiting";
  return isLeft && Object.keys(attempts).every((id) => scouts?.includes(id));
}

/** Why such a verdict has no final answer. */
export function scoutNotices(turn: TurnState, verdict: VerdictState): NoticeView[] {
  if (!isOfScouts(turn, verdict)) return [];
  const subject = "This verdict compares the two that were asked first.";
  const text = "The others were asked next, so no final answer was written from it.";
  return [{ key: "scouts", icon: "judge", tone: "attention", subject, text, action: null }];
}
