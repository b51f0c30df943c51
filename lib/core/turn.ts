import type { DroppedPoint, PointState } from "./analysis";
import type { AuditFindings } from "./audit-findings";
import type { CallWaits } from "./call-news";
import type { Claim } from "./claim";
import type { AnswerOutcome, EventOf, Mark, RouteWay, ToolWay, TurnMode, VerdictRole } from "./events";
import type { Failure } from "./failure";
import type { FollowUp, FollowUpKind } from "./follow-up";
import type { ModelMessage, ServerToolUse, ToolCall, Usage } from "./model";
import type { Panel } from "./panel";
import type { PreviousPoint } from "./previous-point";
import type { ProgramLabels } from "./program-labels";
import type { LookedUp } from "./reading-events";
import type { Ruling } from "./ruling";
import type { ToolFailure } from "./web";
import type { VerdictWish } from "./wished-verdict";

/** One call of a tool by a panelist. Times in milliseconds since the epoch. */
export type ToolCallState = {
  /** Unique in its answer. */
  callId: string;
  /** `web_search`, `web_fetch`, or what the model wrote instead. */
  tool: string;
  /** The query or the address, or what the model wrote instead. */
  input: string;
  /** The MCP server whose tool it is; absent = Parley's own. */
  server?: string;
  /** `stopped`: the answer ended before the call did. */
  status: "running" | "done" | "failed" | "stopped";
  /** Who searched; null = nobody, or not known. */
  engine: string | null;
  /** Rows of the turn's source table. */
  sourceIds: string[];
  failure: ToolFailure | null;
  /** Words of the page that was read; null = none was. */
  words: number | null;
  /** How many of them the model did not get for want of room in its context. */
  omitted: number;
  startedAt: number;
  endedAt: number | null;
};

export type AnswerState = {
  panelistId: string;
  attempt: number;
  model: string;
  resolvedModel: string | null;
  status: "queued" | "searching" | "thinking" | "writing" | AnswerOutcome;
  text: string;
  reasoning: string;
  toolCalls: ToolCallState[];
  /** How it may research; absent = not at all, and in old turns. */
  toolWay?: ToolWay;
  /** Why its provider refused the way that was tried first. */
  toolsRefused?: string;
  /** Tools that ran on the provider's side: only their number is known. */
  serverToolUse?: ServerToolUse;
  /** How its requests got through; absent = at once, and in old turns. */
  waits?: CallWaits;
  /** Calls of a program's own functions, which it is to make, and what the provider wants to see again with them. */
  functionCalls?: ToolCall[];
  replay?: Record<string, unknown>;
  /** The warning `context_cut`: its host read only so many tokens of the prompt; absent = all, as far as known. */
  contextCut?: number;
  failure: Failure | null;
  /** Its model stopped at its output limit; absent = it did not, and in states of old turns. */
  atOutputLimit?: true;
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
  /** Calls of a program's own functions, which it is to make, and what the provider wants to see again with them. */
  functionCalls?: ToolCall[];
  replay?: Record<string, unknown>;
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
  askedAgain?: ("repair" | "reduced" | "quotes" | "second_order" | "shortened")[];
  /** Quotes of its judge that were checked, and how many were not in the answer it named, before any repair. */
  quotes?: { checked: number; failed: number };
  /** Steps whose requests did not get through at once, in order; absent = all did, and in old turns. */
  calls?: VerdictCall[];
  seed: number;
  /** Panelist to the words the judge did not read because the answers exceed its context; absent = none. */
  omitted?: Record<string, number>;
  /** Panelist to the claims that were read in place of a long answer. */
  claims?: Record<string, Claim[]>;
  /** Panelist to why its answer was shortened instead: its claims could not be listed. */
  unmapped?: Record<string, Failure>;
  /** What the judge looked up before it judged; absent = nothing. `failure`: why it looked up no more. */
  lookedUp?: { passages: LookedUp[]; failure?: Failure };
  /** Answers that were compared a few at a time; absent = they were not. `points`: how many that found. */
  windows?: { authors: string[]; points: number; failure?: Failure }[];
  /** Why their points were joined by rule only. */
  joinFailure?: Failure;
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

/** How the requests of one step of a verdict got through. `author`: the panelist it is about or who is asked. */
type VerdictCall = CallWaits & { role: VerdictRole; model: string; author?: string };

/** A source that another turn of the conversation has given an id. */
export type KnownSource = { id: string; url: string; aliases?: string[] | undefined };

/** A row of the source table (judge.md section 5). */
export type SourceState = {
  /** `S1`, `S2`, ... in the order they were first seen; never changed within a conversation. */
  id: string;
  /** The canonical address; of a redirected page the one that was seen first. */
  url: string;
  /** Other addresses of the same page. */
  aliases?: string[];
  title: string;
  /** fetched: its text was read. found: a search engine lists it. cited: only named in an answer, possibly invented. */
  status: "fetched" | "found" | "cited";
  /** Panelists whose tools met it. */
  seenBy: string[];
  /** Panelists whose answers name it; absent in old turns. */
  citedBy?: string[];
  /** Who stands behind it: the registered domain; absent in old turns. */
  domain?: string;
  site?: string | undefined;
  author?: string | undefined;
  /** ISO 8601, as far as it is known. */
  date?: string | undefined;
  /** A search engine's excerpt. */
  snippet?: string | undefined;
  /** The fingerprint of its text: near copies have near prints. */
  print?: string | undefined;
};

/** How mode auto, or the sorting of a follow-up, went. */
type RouteState = {
  decision: "panel" | "solo";
  by: RouteWay;
  model: string;
  /** Empty = it gave none. */
  reason: string;
  /** What was asked instead of the question after the conversation so far. */
  prompt?: string;
  /** What the follow-up is; absent = it was not sorted. Whoever is asked then sees the conversation too. */
  followUp?: FollowUpKind;
  /** The point that is doubted. */
  topic?: string;
  failure?: Failure;
};

export type TurnState = {
  id: string;
  conversationId: string;
  parentTurnId: string | null;
  question: string;
  mode: TurnMode;
  /** The seat that answers alone, or did before the panel was asked; absent = none. */
  soloPanelistId?: string;
  /** Who answers, in mode auto or of a sorted follow-up; absent = not decided yet. */
  route?: RouteState;
  /** How the request for who answers got through; absent = at once. */
  choosing?: CallWaits;
  /** While it is not told what this follow-up is: what the turn before left to it. */
  followUp?: FollowUp;
  /** The seat of a model that answered alone and sits on none of the panel. */
  guestId?: string;
  /** What the program that asked wants kept with the turn; absent = nothing. */
  labels?: ProgramLabels;
  /** The seats that are asked before the rest; absent = all are asked together. */
  scouts?: string[];
  /** When and why the rest was asked too. */
  restAsked?: Pick<EventOf<"rest-asked">, "at" | "because" | "topic">;
  /** The seats that are asked; absent = all of the panel. */
  asked?: string[];
  /** More seats are asked since the last verdict, so their answers are not late; absent = none. */
  isWidened?: boolean;
  /** What was wished for a verdict that has not begun; absent = none was asked for, and nothing special. */
  wish?: VerdictWish;
  /** How often it went on by itself since a person opened it; absent = never. */
  selfContinued?: number;
  status: "running" | "done" | "stopped" | "failed" | "interrupted";
  panel: Panel;
  context: ModelMessage[];
  /** What the parent turn decided; absent = nothing, and in old turns. */
  previous?: PreviousPoint[];
  lastSeq: number;
  answers: AnswerState[];
  verdicts: VerdictState[];
  currentVerdictId: string | null;
  sources: SourceState[];
  /** While it runs: sources of the other turns of the conversation, whose ids are taken. */
  knownSources?: KnownSource[];
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

/** The number of the attempt that is asked next: one that was never asked is still to come. */
export function nextAttempt({ attempt, timing }: Pick<AnswerState, "attempt" | "timing">): number {
  return timing.startedAt === null ? attempt : attempt + 1;
}

/** Whether an answer counts in the judge's n: complete, or cut off with enough text. */
export function isActive(answer: Pick<AnswerState, "status">): boolean {
  return answer.status === "done" || answer.status === "cut_off";
}

export function isSettled(answer: Pick<AnswerState, "status">): boolean {
  return !["queued", "searching", "thinking", "writing"].includes(answer.status);
}

export function currentVerdict(turn: Pick<TurnState, "verdicts" | "currentVerdictId">): VerdictState | null {
  return turn.verdicts.find((verdict) => verdict.id === turn.currentVerdictId) ?? null;
}

/** The finished final answer of the current verdict, with its point marks; null = there is none. */
export function verdictText(turn: Pick<TurnState, "verdicts" | "currentVerdictId">): string | null {
  const final = currentVerdict(turn)?.finalAnswer;
  if (!final?.text || (final.status !== "done" && final.status !== "cut_off")) return null;
  return final.text;
}

/** The text a follow-up may build on: that of the verdict, else of the model that answered alone. */
export function finalText(
  turn: Pick<TurnState, "verdicts" | "currentVerdictId" | "answers" | "soloPanelistId">,
): string | null {
  const alone = turn.soloPanelistId === undefined ? null : currentAnswer(turn, turn.soloPanelistId);
  return verdictText(turn) ?? (alone && isActive(alone) ? alone.text : null);
}
