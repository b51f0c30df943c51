import { countOf } from "@/components/words/counts";
import type { Failure } from "@/lib/core/failure";
import { currentAnswers, isActive, type TurnState, type VerdictState } from "@/lib/core/turn";
import { canContinue, isBrokenOff, unfinishedWork } from "@/lib/core/unfinished";
import type { NoticeView } from "./notices";

/** The notice of a turn that Parley could not go on with: what it was at, what is kept, and the way on; null = any other. */
export function interruptedNotice(turn: TurnState): NoticeView | null {
  if (!canContinue(turn)) return null;
  return {
    key: "turn",
    icon: "stopped",
    tone: "attention",
    subject:
      turn.status === "interrupted"
        ? `The server stopped while ${workOf(turn)}.`
        : `This turn broke off while ${workOf(turn)}.`,
    text: [reasonOf(turn), keptOf(turn), restOf(turn)].filter(Boolean).join(" "),
    action: { type: "continue", words: "Continue" },
  };
}

/** Whether the notice of the interrupted turn says already what became of something. */
export function isToldBy(turn: TurnState, failure: Failure | null): boolean {
  return canContinue(turn) && isBrokenOff(turn, failure);
}

export function isVerdictTold(turn: TurnState, { failure, finalAnswer }: VerdictState): boolean {
  return isToldBy(turn, failure) || isToldBy(turn, finalAnswer.failure);
}

function workOf(turn: TurnState): string {
  const { choice, seats, verdict } = unfinishedWork(turn);
  if (choice) return "a model was choosing who answers";
  if (seats.length > 0) return `${countOf(seats.length, "panelist")} ${seats.length === 1 ? "was" : "were"} writing`;
  if (verdict === "when-collected") return "the answers were being judged";
  return verdict === "now" ? "the final answer was being written" : "this turn was ending";
}

/** A restart needs no reason; a fault of the disk or of Parley does. */
function reasonOf({ failure }: TurnState): string {
  return failure?.message ?? "";
}

function keptOf(turn: TurnState): string {
  if (unfinishedWork(turn).choice) return "";
  const answers = currentAnswers(turn).filter(isActive).length;
  if (answers === 0) return "What was written until then is kept.";
  const isJudged = unfinishedWork(turn).verdict === "now";
  const words = `${countOf(answers, "finished answer")}${isJudged ? " and the analysis" : ""}`;
  return `${words} ${answers === 1 && !isJudged ? "is" : "are"} kept.`;
}

function restOf(turn: TurnState): string {
  const { choice, seats, verdict } = unfinishedWork(turn);
  if (choice) return "Continue asks it again.";
  if (seats.length === 0 && verdict === "no") return "Nothing is missing.";
  return "Only what is missing is asked for again.";
}
