import { formatCost } from "@/components/words/money";
import { formatDuration, formatWait } from "@/components/words/time";
import type { AnswerState } from "@/lib/core/turn";

export type PaneStatus =
  | "queued"
  | "searching"
  | "thinking"
  | "writing"
  | "done"
  | "cut_off"
  | "refused"
  | "failed"
  | "stopped";

const words: Record<PaneStatus, string> = {
  queued: "Queued",
  searching: "Searching",
  thinking: "Thinking",
  writing: "Writing",
  done: "Done",
  cut_off: "Cut off",
  refused: "Refused",
  failed: "Failed",
  stopped: "Stopped",
};

/** The one word a pane shows. In a turn that no longer runs nothing is still being written. */
export function paneStatus(answer: Pick<AnswerState, "status">, running: boolean): PaneStatus {
  switch (answer.status) {
    case "timeout":
    case "failed":
    case "empty":
      return "failed";
    case "queued":
    case "searching":
    case "thinking":
    case "writing":
      return running ? answer.status : "stopped";
    case "done":
    case "cut_off":
    case "refused":
    case "stopped":
      return answer.status;
  }
}

export function statusWord(status: PaneStatus): string {
  return words[status];
}

export function isBusy(status: PaneStatus): boolean {
  return ["queued", "searching", "thinking", "writing"].includes(status);
}

const charactersPerToken = 4;
const shortestSpan = 250;

export type PaneFacts = { first: string; rate: string; cost: string };

/** The footer of a pane: time to the first word, tokens a second, cost. `now` only matters while it writes. */
export function paneFacts(answer: AnswerState, { now, local }: { now: number; local: boolean }): PaneFacts {
  const { startedAt, firstTextAt, endedAt } = answer.timing;
  const first = startedAt !== null && firstTextAt !== null ? formatWait(firstTextAt - startedAt) : "No words yet";
  return {
    first: endedAt !== null && firstTextAt === null ? "No words" : first,
    rate: rateOf(answer, now),
    cost: costOf(answer, local),
  };
}

function rateOf(answer: AnswerState, now: number): string {
  const { firstTokenAt, endedAt } = answer.timing;
  if (firstTokenAt === null) return "";
  const span = (endedAt ?? now) - firstTokenAt;
  const estimated = (answer.text.length + answer.reasoning.length) / charactersPerToken;
  const tokens = answer.usage?.completionTokens ?? estimated;
  if (span < shortestSpan || tokens === 0) return "";
  return `${Math.max(1, Math.round((tokens / span) * 1000))} tok/s`;
}

function costOf(answer: AnswerState, local: boolean): string {
  if (local) return "local";
  const { endedAt, firstTokenAt } = answer.timing;
  // Nothing is billed for a call that gave no token.
  if (endedAt === null || (answer.costUsd === null && firstTokenAt === null)) return "";
  return formatCost(answer.costUsd);
}

/** "Thinking for 18 s", "Thought for 9 s". */
export function reasoningTitle(answer: AnswerState, now: number): string {
  const { startedAt, firstTokenAt, firstTextAt, endedAt } = answer.timing;
  const from = firstTokenAt ?? startedAt;
  const isOver = firstTextAt !== null || endedAt !== null;
  if (from === null || (!isOver && now === 0)) return "Thinking";
  const span = Math.max(1000, (firstTextAt ?? endedAt ?? now) - from);
  return isOver ? `Thought for ${formatDuration(span)}` : `Thinking for ${formatDuration(span)}`;
}
