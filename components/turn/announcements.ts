import { countOf } from "@/components/words/counts";
import { isScouting, isSolo } from "@/lib/core/asked-seats";
import type { FailureCode } from "@/lib/core/failure";
import { type AnswerState, currentAnswers, isActive, type TurnState } from "@/lib/core/turn";

/** What of a turn is said aloud when it changes. */
export type Snapshot = {
  done: number;
  seated: number;
  /** One model answers, and nobody judges. */
  alone: boolean;
  /** Mode auto: who answers. */
  route: "panel" | "solo" | null;
  /** Two were asked first: they were enough, or the others are asked too. */
  scouts: "enough" | "others" | null;
  /** Panelist to the words about its failure. */
  problems: Readonly<Record<string, string>>;
  judging: boolean;
  verdict: { contradictions: number } | null;
  verdictFailed: boolean;
  finalAnswer: boolean;
  /** What panelists said when asked about a point again. */
  replies: Readonly<Record<string, { panelistId: string; words: string }>>;
  status: TurnState["status"];
};

const problemWords: Partial<Record<AnswerState["status"], string>> = {
  failed: "failed",
  timeout: "failed, out of time",
  empty: "failed, no text",
  refused: "declined to answer",
  cut_off: "cut off",
};

export function snapshotOf(turn: TurnState): Snapshot {
  const answers = currentAnswers(turn);
  const verdict = turn.verdicts.at(-1);
  const settled = verdict !== undefined && (verdict.truncated !== null || verdict.status !== "judging");
  return {
    done: answers.filter(isActive).length,
    seated: turn.totals.seated,
    alone: isSolo(turn),
    route: routeOf(turn),
    scouts: scoutsOf(turn),
    problems: Object.fromEntries(
      answers.flatMap((answer) => {
        const words = problemOf(answer);
        return words ? [[answer.panelistId, words]] : [];
      }),
    ),
    judging: verdict !== undefined,
    verdict:
      settled && !verdict.failure
        ? { contradictions: verdict.points.filter((point) => point.kind === "contradictions").length }
        : null,
    verdictFailed: Boolean(verdict?.failure),
    finalAnswer: verdict?.finalAnswer.status === "done" || verdict?.finalAnswer.status === "cut_off",
    replies: repliesOf(turn),
    status: turn.status,
  };
}

function routeOf({ route }: TurnState): Snapshot["route"] {
  return route ? route.decision : null;
}

function scoutsOf(turn: TurnState): Snapshot["scouts"] {
  if (turn.restAsked) return "others";
  return turn.status === "done" && isScouting(turn) ? "enough" : null;
}

const positionWords = { concedes: "concedes", holds: "holds", cites: "cites" } as const;

/** What panelists said when asked about a point, by point and panelist; a new round begins without any. */
function repliesOf({ verdicts }: TurnState): Snapshot["replies"] {
  const all = verdicts.flatMap((verdict) =>
    verdict.points.flatMap(({ id, rebuttal }) =>
      rebuttal && !rebuttal.read ? rebuttal.replies.map((reply) => ({ ...reply, key: `${verdict.id} ${id}` })) : [],
    ),
  );
  return Object.fromEntries(
    all.map(({ key, panelistId, position }) => [
      `${key} ${panelistId}`,
      { panelistId, words: position ? positionWords[position] : "gave no reply" },
    ]),
  );
}

const causeWords: Partial<Record<FailureCode, string>> = {
  rate_limited: "rate limit reached",
  insufficient_credits: "out of credits",
  not_authorized: "key not accepted",
  unreachable: "not reachable",
  connection_lost: "connection lost",
  incomplete: "answer broke off",
  context_length: "question too long for it",
  unknown_model: "model unknown",
  spending_cap: "spending cap reached",
};

function problemOf({ status, failure }: AnswerState): string | null {
  const words = problemWords[status];
  if (!words) return null;
  const cause = status === "failed" && failure ? causeWords[failure.code] : undefined;
  return cause ? `${words}, ${cause}` : words;
}

/** What to say when a turn went from one state to another; stages and exceptions only. */
export function announcementsBetween(
  before: Snapshot,
  after: Snapshot,
  nameOf: (panelistId: string) => string,
): string[] {
  return [
    ...routeWords(before, after),
    ...scoutWords(before, after),
    ...panelWords(before, after, nameOf),
    ...judgeWords(before, after),
    ...Object.entries(after.replies)
      .filter(([key]) => !before.replies[key])
      .map(([, { panelistId, words }]) => `${nameOf(panelistId)} ${words}`),
    ...(after.finalAnswer && !before.finalAnswer ? ["Final answer ready"] : []),
    ...(after.status === before.status ? [] : statusWords(after)),
  ];
}

function routeWords(before: Snapshot, after: Snapshot): string[] {
  if (after.route === before.route || after.route === null) return [];
  return [after.route === "panel" ? "The panel is asked" : "One model answers alone"];
}

function scoutWords(before: Snapshot, after: Snapshot): string[] {
  if (after.scouts === before.scouts || after.scouts === null) return [];
  return [after.scouts === "others" ? "The others are asked" : "The others are not asked"];
}

function panelWords(before: Snapshot, after: Snapshot, nameOf: (panelistId: string) => string): string[] {
  const problems = Object.entries(after.problems).filter(
    ([panelistId, words]) => before.problems[panelistId] !== words,
  );
  return [
    ...(after.done > before.done ? [doneWords(after)] : []),
    ...problems.map(([panelistId, words]) => `${nameOf(panelistId)} ${words}`),
  ];
}

function doneWords({ alone, done, seated }: Snapshot): string {
  return alone ? "Answer ready" : `Panel: ${done} of ${seated} done`;
}

function judgeWords(before: Snapshot, after: Snapshot): string[] {
  const said = after.judging && !before.judging ? ["Judge started"] : [];
  if (after.verdictFailed && !before.verdictFailed) said.push("The judge failed, the answers are kept");
  if (!after.verdict || before.verdict) return said;
  const { contradictions } = after.verdict;
  return [
    ...said,
    `Verdict ready: ${contradictions === 0 ? "no contradictions" : countOf(contradictions, "contradiction")}`,
  ];
}

function statusWords({ status }: Snapshot): string[] {
  if (status === "stopped") return ["Turn stopped"];
  if (status === "failed") return ["The turn failed"];
  return status === "interrupted" ? ["The turn was interrupted"] : [];
}
