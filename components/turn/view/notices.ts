import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import { countOf, numberWord } from "@/components/words/counts";
import { isSolo, soloAnswer } from "@/lib/core/asked-seats";
import { remedyFor } from "@/lib/core/remedies";
import { type AnswerState, currentAnswers, isActive, type TurnState, type VerdictState } from "@/lib/core/turn";
import { interruptedNotice, isToldBy, isVerdictTold } from "./interrupted";
import { namedPanelists } from "./names";
import { isOfScouts, scoutNotices } from "./scout-notice";
import { shortenedNotices } from "./shortened";
import { withStop } from "./with-stop";

export type NoticeAction =
  | { type: "continue"; words: string }
  | { type: "retry"; panelistId: string; words: string }
  | { type: "judge-again"; words: string }
  | { type: "write-anew"; words: string }
  | { type: "choose-judge"; words: string };

export type NoticeView = {
  key: string;
  icon: "cut_off" | "failed" | "refused" | "stopped" | "judge" | "late";
  tone: "attention" | "danger";
  /** Bold: who or what. */
  subject: string;
  text: string;
  action: NoticeAction | null;
  /** A second way to help. */
  also?: NoticeAction;
};

const judgeAgain: NoticeAction = { type: "judge-again", words: "Judge again" };
const writeAnew: NoticeAction = { type: "write-anew", words: "Write the final answer again" };
const chooseJudge: NoticeAction = { type: "choose-judge", words: "Choose another judge" };

/** Everything that is missing from a finished turn, each with the one action that helps. */
export function noticesOf(turn: TurnState, verdict: VerdictState | null, labels: ModelLabels): NoticeView[] {
  if (isSolo(turn)) return soloNotices(turn);
  const seats = namedPanelists(turn.panel, labels);
  const answers = currentAnswers(turn).filter((answer) => !isToldBy(turn, answer.failure));
  const ofAnswers = answers.flatMap((answer) => {
    const label = seats.find((seat) => seat.id === answer.panelistId)?.label ?? answer.panelistId;
    return answerNotice(turn, verdict, answer, label) ?? [];
  });
  return [
    ...turnNotices(turn, answers, verdict),
    ...(verdict && !isVerdictTold(turn, verdict) ? verdictNotices(turn, verdict, labels) : []),
    ...(verdict ? [...scoutNotices(turn, verdict), ...shortenedNotices(verdict, seats)] : []),
    ...ofAnswers,
  ];
}

/** What came in the way of one answer stands below its words; here only what is missing of the turn. */
function soloNotices(turn: TurnState): NoticeView[] {
  const interrupted = interruptedNotice(turn);
  if (interrupted) return [interrupted];
  if (turn.status !== "stopped") return [];
  const answer = soloAnswer(turn);
  const retry = answer ? { type: "retry" as const, panelistId: answer.panelistId, words: "Ask again" } : null;
  const text = answer?.text ? "What was written until then is kept." : "Nothing was written.";
  return [{ key: "turn", icon: "stopped", tone: "attention", subject: "You stopped this turn.", text, action: retry }];
}

function turnNotices(turn: TurnState, answers: AnswerState[], verdict: VerdictState | null): NoticeView[] {
  const interrupted = interruptedNotice(turn);
  if (interrupted) return [interrupted];
  const canJudge = answers.some(isActive);
  const action = canJudge && !hasFinalAnswer(verdict) ? judgeAgain : null;
  if (turn.status === "stopped") {
    const text = canJudge
      ? "What was written until then is kept."
      : "No answer was complete; what was written is kept.";
    return [{ key: "turn", icon: "stopped", tone: "attention", subject: "You stopped this turn.", text, action }];
  }
  if (turn.status !== "failed" || !turn.failure) return [];
  // Its message repeats every panelist's reason, and each of them has a notice of its own.
  const text = turn.failure.code === "all_panels_failed" ? "No panelist answered." : withRemedy(turn.failure);
  return [{ key: "turn", icon: "failed", tone: "danger", subject: "This turn has no final answer.", text, action }];
}

/** A verdict on the two that were asked first may be done without. */
function hasFinalAnswer(verdict: VerdictState | null): boolean {
  return verdict?.status === "done" && verdict.finalAnswer.status !== "waiting";
}

function answerNotice(
  turn: TurnState,
  verdict: VerdictState | null,
  answer: AnswerState,
  label: string,
): NoticeView | null {
  const retry = (words: string): NoticeAction => ({ type: "retry", panelistId: answer.panelistId, words });
  const base = { key: answer.panelistId, tone: "attention" as const };
  switch (answer.status) {
    case "cut_off": {
      if (verdict?.leftOut?.includes(answer.panelistId)) return leftOutNotice(answer.panelistId, label);
      const text = "What it did not reach is not known: it counts neither as silence nor as agreement.";
      return {
        ...base,
        icon: "cut_off",
        subject: cutOffSubject(turn, answer, label),
        text,
        action: retry("Try again"),
      };
    }
    case "refused":
      return {
        ...base,
        icon: "refused",
        subject: `${label} declined to answer.`,
        text: "It counts as absent, not as disagreement.",
        action: retry("Retry"),
      };
    case "stopped":
      return {
        ...base,
        icon: "stopped",
        subject: `${label} was stopped.`,
        text: "What it wrote is kept below and does not count.",
        action: retry("Retry"),
      };
    case "failed":
    case "timeout":
    case "empty":
      return {
        ...base,
        tone: "danger",
        icon: "failed",
        subject: `${label} failed.`,
        text: failureWords(answer),
        action: retry("Retry"),
      };
    case "done":
    case "queued":
    case "searching":
    case "thinking":
    case "writing":
      return unjudgedNotice(turn, verdict, answer, label);
  }
}

function unjudgedNotice(
  turn: TurnState,
  verdict: VerdictState | null,
  answer: AnswerState,
  label: string,
): NoticeView | null {
  if (!verdict || !isActive(answer) || verdict.attempts[answer.panelistId] === answer.attempt) return null;
  if (isOfScouts(turn, verdict)) return null;
  if (verdict.leftOut?.includes(answer.panelistId)) return leftOutNotice(answer.panelistId, label);
  const newer = verdict.attempts[answer.panelistId] !== undefined;
  const subject = newer
    ? `${label} has a newer answer than the judged one.`
    : `${label} answered after the judging began.`;
  const text = "Its answer is below and not in this verdict.";
  return { key: answer.panelistId, icon: "late", tone: "attention", subject, text, action: judgeAgain };
}

function leftOutNotice(panelistId: string, label: string): NoticeView {
  const subject = `${label} was left out of this verdict.`;
  const text = "Its answer is below; it is not judged, which is not silence.";
  return { key: panelistId, icon: "late", tone: "attention", subject, text, action: null };
}

function cutOffSubject(turn: TurnState, answer: AnswerState, label: string): string {
  if (!stoppedAtLimit(answer)) return `${label} was c${cutOffWords(turn, answer).slice(1)}.`;
  const limit = limitOf(turn, answer);
  return limit ? `${label} stopped at its limit of ${limit} tokens.` : `${label} stopped at its output limit.`;
}

/** How an answer ended early, in a few words: "Cut off at 1,200 tokens", "Cut off: the connection was lost". */
export function cutOffWords(turn: Pick<TurnState, "panel">, answer: AnswerState): string {
  if (!stoppedAtLimit(answer)) return `Cut off: ${withoutStop(answer.failure?.message ?? "the stream ended early")}`;
  const limit = limitOf(turn, answer);
  return limit ? `Cut off at ${limit} tokens` : "Cut off at its output limit";
}

function stoppedAtLimit({ failure }: Pick<AnswerState, "failure">): boolean {
  return failure === null || failure.code === "length";
}

function limitOf(turn: Pick<TurnState, "panel">, answer: AnswerState): string | undefined {
  const seat = turn.panel.panelists.find(({ id }) => id === answer.panelistId);
  return seat?.maxOutputTokens?.toLocaleString("en-US");
}

function verdictNotices(turn: TurnState, verdict: VerdictState, labels: ModelLabels): NoticeView[] {
  const base = { icon: "judge" as const, tone: "attention" as const, action: judgeAgain };
  const notices: NoticeView[] = [];
  if (verdict.failure) {
    const subject = `No verdict: ${judgesWord(verdict.failedJudges.length)} failed.`;
    notices.push({
      ...base,
      key: "judge",
      tone: "danger",
      subject,
      text: judgeFailureWords(turn, verdict),
      also: chooseJudge,
    });
  } else if (verdict.failedJudges.length > 0) {
    const subject = `${labelOfModel(verdict.judge.model, labels)} judged instead.`;
    notices.push({ ...base, key: "judge", subject, text: judgeReasons(verdict), action: null });
  }
  if (verdict.truncated && !verdict.failure) {
    const text = `The ${countOf(verdict.points.length, "point")} below are whole; others may be missing.`;
    notices.push({ ...base, key: "list", subject: "The judge’s list ended early.", text });
  }
  const isTold = verdict.failure !== null && verdict.finalAnswer.status === "failed";
  return isTold ? notices : [...notices, ...finalNotices(turn, verdict)];
}

function judgesWord(count: number): string {
  if (count < 2) return "the judge";
  return count === 2 ? "both judges" : `all ${numberWord(count)} judges`;
}

function finalNotices(turn: TurnState, verdict: VerdictState): NoticeView[] {
  const { finalAnswer: final } = verdict;
  // With an analysis there only the writing is missing; no judge needs to be paid for it again.
  const canWrite = verdict.failure === null && verdict.truncated !== null;
  const base = { key: "final", ...(canWrite ? { action: writeAnew, also: chooseJudge } : { action: judgeAgain }) };
  if (final.status === "cut_off") {
    const text = "It ends before its end.";
    return [{ ...base, icon: "cut_off", tone: "attention", subject: "The final answer was cut off.", text }];
  }
  if (final.status === "failed" && final.failure) {
    const text = `${withRemedy(final.failure)} The answers and points below are kept.`;
    return [{ ...base, icon: "failed", tone: "danger", subject: "The final answer failed.", text }];
  }
  // The notice about the stopped turn already says it.
  if (final.status === "stopped" && turn.status !== "stopped") {
    return [
      {
        ...base,
        icon: "stopped",
        tone: "attention",
        subject: "The final answer was stopped.",
        text: "What was written is kept.",
      },
    ];
  }
  return [];
}

function judgeFailureWords(turn: TurnState, verdict: VerdictState): string {
  const active = currentAnswers(turn).filter(isActive).length;
  const kept = active === 1 ? "The answer below is complete." : `The ${numberWord(active)} answers below are complete.`;
  const merged = verdict.finalAnswer.text ? " The final answer is a plain merge of them, without points." : "";
  const reasons = verdict.failedJudges.length > 0 ? judgeReasons(verdict) : withStop(verdict.failure?.message ?? "");
  return `${reasons} ${kept}${merged}`;
}

/** Each message names its judge. */
function judgeReasons(verdict: VerdictState): string {
  return verdict.failedJudges.map(({ failure }) => withStop(failure.message)).join(" ");
}

/** What happened to an answer and what helps, in the provider's terms. */
export function failureWords(answer: Pick<AnswerState, "failure">): string {
  return answer.failure ? withRemedy(answer.failure) : "The model gave no reason.";
}

function withRemedy(failure: NonNullable<AnswerState["failure"]>): string {
  return [withStop(failure.message), remedyFor(failure.code)].filter(Boolean).join(" ");
}

function withoutStop(sentence: string): string {
  const plain = sentence.trim().replace(/\.$/, "");
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
