import { isSolo } from "@/lib/core/asked-seats";
import { currentVerdict, type TurnState } from "@/lib/core/turn";

/** How a turn ended, in two words; null = it still runs, or somebody stopped it and knows. */
export function doneWords(turn: TurnState): string | null {
  if (turn.status === "running" || turn.status === "stopped") return null;
  if (turn.status === "failed") return "Turn failed";
  if (turn.status === "interrupted") return "Turn interrupted";
  if (isSolo(turn)) return "Answer ready";
  return currentVerdict(turn)?.finalAnswer.text ? "Final answer ready" : "Answers ready";
}

const mostOfQuestion = 140;

/** What a notice says below its title: why the turn failed, and which question it was. */
export function doneDetail({ question, failure }: TurnState): string {
  const line = question.replace(/\s+/g, " ").trim();
  const shown = line.length > mostOfQuestion ? `${line.slice(0, mostOfQuestion).trimEnd()}…` : line;
  return failure ? `${failure.message}\n${shown}` : shown;
}
