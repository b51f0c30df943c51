import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import { countOf } from "@/components/words/counts";
import { formatDuration } from "@/components/words/time";
import { isSolo, soloAnswer } from "@/lib/core/asked-seats";
import { quorumOf } from "@/lib/core/panel-rules";
import {
  type AnswerState,
  currentAnswers,
  isActive,
  isSettled,
  type TurnState,
  type VerdictState,
} from "@/lib/core/turn";
import { waitWords } from "./waits";

export type StageMark = "waiting" | "active" | "done" | "warning";
export type Stage = {
  key: "panel" | "judge" | "final" | "solo";
  word: string;
  count: string;
  mark: StageMark;
  share: number;
};

const failedStatuses = new Set(["failed", "timeout", "empty", "refused", "stopped"]);

/** The stages of a turn as the stage line shows them, one when nobody judges; `share` is how much of each is done, 0 to 1. */
export function stagesOf(turn: TurnState): readonly Stage[] {
  if (isSolo(turn)) return [soloStage(turn)];
  // The judge has still to read what is collected now.
  const verdict = turn.isWidened ? null : (turn.verdicts.at(-1) ?? null);
  return [panelStage(turn), judgeStage(verdict), rebuttalStage(turn) ?? finalStage(verdict)];
}

function soloStage(turn: TurnState): Stage {
  const words = { queued: "Waiting", searching: "Searching", thinking: "Thinking", writing: "Writing" };
  const base = { key: "solo" as const, mark: "active" as const, share: 0 };
  if (turn.asked?.length === 0) {
    return { ...base, word: "Choosing who answers", count: turn.choosing ? waitWords(turn.choosing, 0) : "" };
  }
  const status = soloAnswer(turn)?.status;
  const word = words[status === "searching" || status === "writing" || status === "thinking" ? status : "queued"];
  return { ...base, word, count: "" };
}

/** While panelists are asked about one point, that is what the turn is at. */
function rebuttalStage({ verdicts }: TurnState): Stage | null {
  const rounds = verdicts.flatMap(({ points }) => points.flatMap(({ rebuttal }) => rebuttal ?? []));
  const round = rounds.find(({ status }) => status === "running");
  if (!round) return null;
  const { asked, replies } = round;
  const count = `${replies.length} of ${asked.length}`;
  return { key: "final", word: "Asking about a point", count, mark: "active", share: replies.length / asked.length };
}

function panelStage(turn: TurnState): Stage {
  const answers = currentAnswers(turn);
  const { seated } = turn.totals;
  const settled = answers.filter(isSettled).length;
  const active = answers.filter(isActive).length;
  const failed = answers.filter((answer) => failedStatuses.has(answer.status)).length;
  const isOver = settled === seated;
  const missing = failed > 0 ? `, ${failed} failed` : "";
  return {
    key: "panel",
    word: "Panel",
    count: isOver && failed === 0 ? `${active} of ${seated}` : `${active} of ${seated} done${missing}`,
    mark: stageMark(isOver, failed > 0),
    share: seated === 0 ? 0 : settled / seated,
  };
}

function stageMark(isOver: boolean, isWarning: boolean): StageMark {
  if (!isOver) return "active";
  return isWarning ? "warning" : "done";
}

function judgeStage(verdict: VerdictState | null): Stage {
  const base = { key: "judge" as const, word: verdict && verdict.failedJudges.length > 0 ? "Fallback judge" : "Judge" };
  if (!verdict) return { ...base, count: "", mark: "waiting", share: 0 };
  const count = verdict.points.length > 0 ? countOf(verdict.points.length, "point") : "";
  if (verdict.failure) return { ...base, word: "Judge", count: "failed", mark: "warning", share: 1 };
  const isOver = verdict.truncated !== null || verdict.status !== "judging";
  const waits = isOver ? "" : stageWait(verdict);
  return { ...base, count: waits || count, mark: stageMark(isOver, verdict.truncated === true), share: isOver ? 1 : 0 };
}

function finalStage(verdict: VerdictState | null): Stage {
  const status = verdict?.finalAnswer.status ?? "waiting";
  const base = { key: "final" as const, word: status === "writing" ? "Writing" : "Final answer", count: "" };
  if (status === "waiting") return { ...base, mark: "waiting", share: 0 };
  if (verdict && status === "writing") base.count = stageWait(verdict);
  return { ...base, mark: stageMark(status !== "writing", status !== "done"), share: status === "writing" ? 0 : 1 };
}

/** What a request of the verdict waits for: a place, or the next try, with the reason. Empty = for its model. */
function stageWait({ calls = [] }: VerdictState): string {
  const call = calls.find(({ waiting }) => waiting !== null);
  return call ? waitWords(call, 0) : "";
}

export type SeatWait = "answered" | "due" | "failed";
type Waiting = { panel: TurnState["panel"]; states: Readonly<Record<string, SeatWait>> };

export type JudgeWait = {
  title: string;
  detail: string;
  needed: string;
  /** The way to judge what is there already; null where there is nothing to compare or to wait for. */
  judgeNow: { words: string; disabled: boolean } | null;
};

/** What the judge waits for: "Claude Opus judges when 3 of 4 are done, or at 15 min". */
export function judgeWait(turn: Waiting, labels: ModelLabels): JudgeWait {
  const seats = turn.panel.panelists.length;
  const quorum = quorumOf(turn.panel.limits, seats);
  const active = Object.values(turn.states).filter((state) => state === "answered").length;
  const deadline = formatDuration(turn.panel.limits.deadlineSeconds * 1000);
  const judge = labelOfModel(turn.panel.judge.model, labels);
  const title = `${judge} judges ${whenWords(quorum, seats)}, or at ${deadline}`;
  const detail = seats === 1 ? "It reads the answer without its name." : readingWords(turn.panel.judge.careful);
  const isEnough = active >= 2;
  const judgeNow =
    seats > 2 ? { words: isEnough ? `Judge now with ${active} of ${seats}` : "Judge now", disabled: !isEnough } : null;
  if (active < quorum) return { title, detail, needed: `${active} of ${quorum} needed`, judgeNow };
  const wait = turn.panel.limits.graceSeconds;
  const others = wait > 0 ? `The others have at least ${formatDuration(wait * 1000)} more.` : "";
  return { title: `${judge} judges next`, detail: others || detail, needed: `${active} of ${quorum} needed`, judgeNow };
}

function readingWords(careful: boolean): string {
  if (careful) return "It reads the answers without names and twice, in two random orders.";
  return "It reads the answers without names and in random order.";
}

function whenWords(quorum: number, seats: number): string {
  if (seats === 1) return "when the answer is done";
  return quorum >= seats ? `when all ${seats} are done` : `when ${quorum} of ${seats} are done`;
}

/** How each seat looks in the judge's waiting row. */
export function seatWaits(turn: Pick<TurnState, "panel" | "answers">): Record<string, SeatWait> {
  return Object.fromEntries(currentAnswers(turn).map((answer) => [answer.panelistId, seatWait(answer)]));
}

function seatWait(answer: AnswerState): SeatWait {
  if (isActive(answer)) return "answered";
  return isSettled(answer) ? "failed" : "due";
}
