import { applyEvent } from "@/lib/core/apply-event";
import type { TurnEvent } from "@/lib/core/events";
import { failure } from "@/lib/core/failure";
import { ConversationId, type ModelName, PanelistId, seatId, TurnId } from "@/lib/core/ids";
import { labelAnonymously } from "@/lib/core/labels";
import { PanelSpec } from "@/lib/core/panel";
import { currentAnswers, isActive, type SourceState, type TurnState } from "@/lib/core/turn";
import { answerOf, type Story } from "./fixtures/story";

/** What one panelist is taken to have answered. `model`: who it is; a stored answer of nobody unless said otherwise. */
export type CaseAnswer = { text: string; status: "done" | "cut_off" | "failed"; model?: ModelName };

/** Words that only a failure holds; they must reach no prompt. */
export const failureWords = "The provider of this panelist went up in smoke (code 599).";

/** One judging to be made: a panel's answers, the sources they name, and the seed of their letters. */
export type Case = {
  story: Story;
  answers: readonly CaseAnswer[];
  seed: number;
  sources?: readonly SourceState[];
  /** What the judge is taken to have written; it is not asked. Gets the letter of each panelist. */
  judgeWrites?: (letterOf: (panelistId: string) => string) => string;
  /** Where to stop; the analysis unless said otherwise. */
  until?: "first call" | "analysis" | "final answer";
};

export type JudgeSettings = { model: ModelName; careful: boolean };

/** The same answer so many times. */
export function copiesOf(story: Story, count: number): CaseAnswer[] {
  return Array.from({ length: count }, () => ({ text: answerOf(story), status: "done" }));
}

/** Answers with the texts of some seats (counted from 0) changed. */
export function withTexts(
  answers: readonly CaseAnswer[],
  change: (text: string, seat: number) => string,
): CaseAnswer[] {
  return answers.map((answer, seat) => ({ ...answer, text: change(answer.text, seat) }));
}

/** The page that settles a story's disputed fact, seen by these seats; S1 unless another number is given. */
export function sourceOf({ disputed: { url, title } }: Story, seats: readonly number[], number = 1): SourceState {
  return { id: `S${number}`, url, title, status: "found", seenBy: seats.map(seatId) };
}

/** The turn as it stands when the judge is asked, folded from events like any other. */
export function turnOf({ story, answers, sources = [] }: Case, { model, careful }: JudgeSettings): TurnState {
  const panelists = answers.map((answer, seat) => ({ model: modelOf(answer, seat) }));
  const started: TurnEvent = {
    type: "turn-started",
    at: 0,
    turnId: TurnId.parse("evaluation"),
    conversationId: ConversationId.parse("evaluation"),
    parentTurnId: null,
    question: story.question,
    mode: "panel",
    panel: PanelSpec.parse({ name: "Evaluation", panelists, judge: { model, careful } }),
    context: [],
  };
  const events = answers.flatMap((answer, seat) => answerEvents(answer, seat));
  const turn = events.reduce((state, event) => applyEvent(state, event), applyEvent(null, started));
  return { ...turn, sources: [...sources] };
}

function modelOf({ model }: CaseAnswer, seat: number): string {
  return model ?? `stored:answer-${seat + 1}`;
}

function answerEvents(answer: CaseAnswer, seat: number): TurnEvent[] {
  const { text, status } = answer;
  const of = { at: 0, panelistId: PanelistId.parse(seatId(seat)), attempt: 1 };
  const model = modelOf(answer, seat);
  const started: TurnEvent = { type: "answer-started", ...of, model };
  if (status === "failed") {
    return [started, { type: "answer-failed", ...of, status, failure: failure("upstream_error", failureWords) }];
  }
  const finish = status === "cut_off" ? "length" : "stop";
  const rest = { usage: null, costUsd: 0, failure: null, resolvedModel: model };
  return [started, { type: "answer-delta", ...of, text }, { type: "answer-ended", ...of, status, finish, ...rest }];
}

/** The letter that each panelist gets with this seed. */
export function lettersOf(turn: TurnState, seed: number): (panelistId: string) => string {
  const labelled = labelAnonymously(currentAnswers(turn).filter(isActive), seed);
  return (panelistId) => labelled.find(({ item }) => item.panelistId === panelistId)?.label ?? "?";
}
