import { listOf, numberWord } from "@/components/words/counts";
import { askedSeats } from "@/lib/core/asked-seats";
import { isActive, type TurnState, type VerdictState } from "@/lib/core/turn";
import { boundWords } from "./ruling-words";

/** What a final answer was written from: "from three full answers and one cut off", "from one answer only". */
export function originOf(
  turn: Pick<TurnState, "answers" | "panel" | "asked">,
  verdict: Pick<VerdictState, "attempts" | "leftOut" | "rulings" | "carried">,
): string {
  const judged = turn.answers.filter((answer) => verdict.attempts[answer.panelistId] === answer.attempt);
  const active = judged.filter(isActive);
  const cut = active.filter((answer) => answer.status === "cut_off").length;
  const full = active.length - cut;
  const parts = answerWords(full, cut);
  if (parts.length === 0) return "";
  const leftOut = verdict.leftOut?.length ?? 0;
  const rest = leftOut > 0 ? `, ${numberWord(leftOut)} left out` : "";
  const bound = boundWords(verdict);
  return `from ${listOf(parts)}${isAlone(turn, verdict) ? " only" : ""}${rest}${bound ? `, bound by ${bound}` : ""}`;
}

function answerWords(full: number, cut: number): string[] {
  const whole = `${numberWord(full)} ${cut > 0 ? "full " : ""}${full === 1 ? "answer" : "answers"}`;
  const broken = `${numberWord(cut)} ${full > 0 ? "" : "answer "}cut off`;
  return [...(full > 0 ? [whole] : []), ...(cut > 0 ? [broken] : [])];
}

/** Whether a verdict rests on one answer although others were asked: nothing was compared. */
export function isAlone(turn: Pick<TurnState, "panel" | "asked">, verdict: Pick<VerdictState, "attempts">): boolean {
  return Object.keys(verdict.attempts).length === 1 && askedSeats(turn).length > 1;
}
