import type { JudgeInput } from "@/lib/core/api";
import { carriedRulings } from "@/lib/core/rulings";
import { type AnswerState, currentAnswers, currentVerdict, isActive, type TurnState } from "@/lib/core/turn";

/** What a person has chosen for another judging. */
export type Draft = {
  judge: string;
  synthesizer: string | null;
  instructions: string;
  /** Panelist ids. */
  leftOut: readonly string[];
  /** Earlier decisions that do not go along. */
  takenBack: readonly string[];
};

/** An answer that can be judged, or that cannot, with the word for it. */
export type Choice = { id: string; usable: boolean; word: string };

export function firstDraft({ panel }: Pick<TurnState, "panel">): Draft {
  return {
    judge: panel.judge.model,
    synthesizer: panel.synthesizer.model,
    instructions: "",
    leftOut: [],
    takenBack: [],
  };
}

/** The answers of a turn, in seat order. */
export function choicesOf(turn: TurnState): Choice[] {
  return currentAnswers(turn).map((answer) => ({
    id: answer.panelistId,
    usable: isActive(answer),
    word: wordOf(answer),
  }));
}

function wordOf(answer: AnswerState): string {
  if (answer.status === "cut_off") return "Cut off";
  if (isActive(answer)) return answer.late ? "Late" : "";
  return answer.status === "refused" ? "Refused" : answer.status === "stopped" ? "Stopped" : "No answer";
}

/** The request that says what differs from the panel, and nothing else. */
export function wishOf(turn: TurnState, { judge, synthesizer, instructions, leftOut, takenBack }: Draft): JudgeInput {
  const { panel } = turn;
  const carried = carriedRulings(currentVerdict(turn));
  const kept = panel.panelists.map(({ id }) => id).filter((id) => !leftOut.includes(id));
  return {
    ...(judge === panel.judge.model ? {} : { judge }),
    ...(synthesizer === panel.synthesizer.model ? {} : { synthesizer }),
    ...(instructions.trim() === "" ? {} : { instructions: instructions.trim() }),
    ...(leftOut.length === 0 ? {} : { panelistIds: kept }),
    ...(takenBack.length === 0 ? {} : { carried: carried.filter((line) => !takenBack.includes(line)) }),
  };
}
