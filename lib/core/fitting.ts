import { askedSeats } from "./asked-seats";
import { askedForJudge } from "./asked-words";
import type { ModelName } from "./ids";
import type { Judging } from "./judge";
import { fitAnswers, type ReadAnswer } from "./judge-answers";
import { answerBudget, estimateTokens } from "./judge-overflow";
import type { TurnPorts } from "./ports";
import { judgeTask, sharedPrompt } from "./prompts";
import type { TurnState } from "./turn";
import type { WindowLine } from "./window-lines";

/** Answers as they stand in a prompt, and that prompt. */
export type Fitted = {
  answers: ReadAnswer[];
  prompt: Judging["prompt"];
  /** Tokens that are free beside them for more of the answers. */
  free: number;
  /** Tokens that all answers may take. */
  room: number;
};

export type Fitting = {
  turn: TurnState;
  nonce: string;
  ports: TurnPorts;
  /** Who reads the prompt: a judge, and the model that writes from it. */
  readers: readonly ModelName[];
  /** What a host of theirs was seen to read; absent = as it says. */
  contextTokens?: number;
  /** How many of the tokens that answers may take are to stay free for more of them; absent = none. */
  keepFree?: (room: number) => number;
  /** What was found by comparing a few of them at a time; absent = nothing. */
  windows?: readonly WindowLine[];
  /** How many were asked; absent = all of the turn. */
  seats?: number;
};

/** The prompt that its readers share, and the answers as they stand in it: cut down if one of them could not take them. */
export function fittingPrompt(whole: readonly ReadAnswer[], fitting: Fitting): Fitted {
  const { turn, nonce, windows, seats = askedSeats(turn).length } = fitting;
  const { question, context, sources, panel, previous = [] } = turn;
  const promptOf = (answers: readonly ReadAnswer[]) =>
    sharedPrompt({
      question,
      context,
      ...askedForJudge(turn),
      previous,
      answers,
      sources,
      seats,
      nonce,
      windows,
    });
  const taskTokens = estimateTokens(judgeTask(whole.length, panel.judge.instructions, previous.length > 0));
  const sizeOf = ({ system, material }: Judging["prompt"]) => estimateTokens(system + material) + taskTokens;
  const inFull = promptOf(whole);
  const left = roomFor(sizeOf(inFull), fitting);
  if (left >= 0) return { answers: [...whole], prompt: inFull, free: left, room: left };
  const rest = promptOf(whole.map((read) => ({ ...read, shown: "" })));
  const room = roomFor(sizeOf(rest), fitting);
  const free = fitting.keepFree?.(room) ?? 0;
  const answers = fitAnswers(whole, { budget: room - free, request: question });
  return { answers, prompt: promptOf(answers), free, room };
}

/** Tokens left for more beside a prompt of that size, with the reader that has the least; a reader nobody knows takes all. */
function roomFor(promptTokens: number, { ports, readers, contextTokens }: Fitting): number {
  const rooms = readers.flatMap((model) => {
    const context = ports.contextOf?.(model) ?? null;
    return context === null ? [] : answerBudget(context, promptTokens, ports.outputOf?.(model) ?? null);
  });
  const seen = contextTokens === undefined ? [] : [answerBudget(contextTokens, promptTokens)];
  return Math.min(...rooms, ...seen);
}
