import type { DroppedPoint, PointState } from "./analysis";
import type { AuditFindings } from "./audit-findings";
import type { AnswerOutcome, Mark, TurnMode } from "./events";
import type { Failure } from "./failure";
import type { ModelMessage, Usage } from "./model";
import type { Panel } from "./panel";
import type { Ruling } from "./ruling";

export type AnswerState = {
  panelistId: string;
  attempt: number;
  model: string;
  resolvedModel: string | null;
  status: "queued" | "thinking" | "writing" | AnswerOutcome;
  text: string;
  reasoning: string;
  toolCalls: never[];
  failure: Failure | null;
  /** Ended after the collection closed: kept and shown, not in the verdict that was already running. */
  late: boolean;
  usage: Usage | null;
  costUsd: number | null;
  /** Milliseconds since the epoch. `firstTokenAt`: first reasoning or text; `firstTextAt`: first visible text. */
  timing: { startedAt: number | null; firstTokenAt: number | null; firstTextAt: number | null; endedAt: number | null };
};

export type FinalAnswerState = {
  status: "waiting" | "writing" | "done" | "cut_off" | "failed" | "stopped";
  /** What became of the one revision that the audit may ask for; absent = none was asked. */
  revision?: { status: "running" | "done" | "failed"; draft: string; failure: Failure | null };
  model: string | null;
  resolvedModel: string | null;
  /** Markdown with point marks `⟦c3⟧` and source marks `[S1]` in place. */
  text: string;
  marks: Mark[];
  /** What code found in the text as it stands; empty = not checked yet, and in old turns. */
  audit: Partial<AuditFindings>;
  failure: Failure | null;
  usage: Usage | null;
  costUsd: number | null;
};

export type VerdictState = {
  id: string;
  judge: { model: string; resolvedModel: string | null; usage: Usage | null; costUsd: number | null };
  /** Judges that were tried and failed, in order. */
  failedJudges: { model: string; failure: Failure }[];
  status: "judging" | "writing" | "done" | "failed" | "stopped";
  /** Anonymous label to panelist. */
  labels: Record<string, string>;
  /** Panelist to the attempt that was judged. */
  attempts: Record<string, number>;
  /** What a person asked for when judging again; absent = as the panel has it, and always in old turns. */
  synthesizer?: string | null;
  instructions?: string;
  /** Panelists whose answers were there and were left out. */
  leftOut?: string[];
  /** The verdict whose analysis this one keeps. */
  basedOn?: string;
  /** The rulings its final answer was bound by; those of its points may be newer. */
  rulings?: Ruling[];
  /** Rulings on points of verdicts before, in words, that its final answer was bound by too. */
  carried?: string[];
  /** Careful judging: the labels of the second order. */
  secondLabels?: Record<string, string>;
  /** Why the second order gave no analysis: the first stands alone, without marks of order. */
  orderFailure?: Failure;
  /** How its judge was asked again, in order; absent = once was enough. */
  askedAgain?: ("repair" | "reduced" | "quotes" | "second_order")[];
  /** Quotes of its judge that were checked, and how many were not in the answer it named, before any repair. */
  quotes?: { checked: number; failed: number };
  seed: number;
  /** Panelist to the words the judge did not read because the answers exceed its context; absent = none. */
  omitted?: Record<string, number>;
  points: PointState[];
  dropped: DroppedPoint[];
  /** Whether the judge's list ended early; null while it is still written. */
  truncated: boolean | null;
  finalAnswer: FinalAnswerState;
  /** Why there is no analysis; the final answer is then a plain merge of the answers. */
  failure: Failure | null;
  startedAt: number;
  endedAt: number | null;
};

export type SourceState = { id: string; url: string; title: string; status: "found"; seenBy: string[] };

export type TurnState = {
  id: string;
  conversationId: string;
  parentTurnId: string | null;
  question: string;
  mode: TurnMode;
  status: "running" | "done" | "stopped" | "failed" | "interrupted";
  panel: Panel;
  context: ModelMessage[];
  lastSeq: number;
  answers: AnswerState[];
  verdicts: VerdictState[];
  currentVerdictId: string | null;
  sources: SourceState[];
  failure: Failure | null;
  startedAt: number;
  /** When the turn was last opened: start, retry or judge again. */
  openedAt: number;
  endedAt: number | null;
  totals: {
    costUsd: number | null;
    /** Calls whose cost nobody knows; the sum is then a lower bound. */
    callsOfUnknownCost: number;
    promptTokens: number;
    completionTokens: number;
    ms: number;
    answered: number;
    seated: number;
  };
};

/** The newest attempt of each panelist, in seat order. */
export function currentAnswers(turn: Pick<TurnState, "panel" | "answers">): AnswerState[] {
  return turn.panel.panelists.flatMap((panelist) => currentAnswer(turn, panelist.id) ?? []);
}

/** The newest attempt of one panelist. */
export function currentAnswer(turn: Pick<TurnState, "answers">, panelistId: string): AnswerState | null {
  const attempts = turn.answers.filter((answer) => answer.panelistId === panelistId);
  return attempts.reduce<AnswerState | null>(
    (newest, answer) => (answer.attempt > (newest?.attempt ?? 0) ? answer : newest),
    null,
  );
}

/** Whether an answer counts in the judge's n: complete, or cut off with enough text. */
export function isActive(answer: Pick<AnswerState, "status">): boolean {
  return answer.status === "done" || answer.status === "cut_off";
}

export function isSettled(answer: Pick<AnswerState, "status">): boolean {
  return !["queued", "thinking", "writing"].includes(answer.status);
}

export function currentVerdict(turn: Pick<TurnState, "verdicts" | "currentVerdictId">): VerdictState | null {
  return turn.verdicts.find((verdict) => verdict.id === turn.currentVerdictId) ?? null;
}

/** The final answer a follow-up may build on: finished text of the current verdict, without point marks. */
export function finalText(turn: Pick<TurnState, "verdicts" | "currentVerdictId">): string | null {
  const final = currentVerdict(turn)?.finalAnswer;
  if (!final?.text || (final.status !== "done" && final.status !== "cut_off")) return null;
  return final.text;
}
