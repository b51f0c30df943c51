import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import { countOf } from "@/components/words/counts";
import { formatTotal } from "@/components/words/money";
import { formatDuration } from "@/components/words/time";
import { askedSeats } from "@/lib/core/asked-seats";
import { currentAnswers, isActive, type TurnState, type VerdictState } from "@/lib/core/turn";
import { basedOnNumber } from "./based-on";
import { isDemo } from "./names";
import { ordersOf } from "./order-words";
import { isAlone } from "./origin";
import { boundWords } from "./ruling-words";

export type Fact = {
  text: string;
  tone: "strong" | "plain" | "attention" | "danger";
  icon?: "done" | "cut_off" | "failed" | "refused" | "stopped";
};

/** The facts of a finished turn in one line: answered, what is missing, contradictions, quotes, judge, cost, time. */
export function statusFacts(turn: TurnState, verdict: VerdictState | null, labels: ModelLabels): Fact[] {
  return [
    ...answerFacts(turn),
    ...(verdict ? judgedFacts(turn, verdict) : []),
    ...(verdict ? verdictFacts(turn, verdict, labels) : []),
    ...(isDemo(turn.panel) ? [] : [{ text: totalCost(turn.totals), tone: "plain" } as const]),
    { text: formatDuration(turn.totals.ms), tone: "plain" },
    ...(isDemo(turn.panel) ? [{ text: "Demo: scripted answers", tone: "plain" } as const] : []),
  ];
}

function answerFacts(turn: TurnState): Fact[] {
  const answers = currentAnswers(turn);
  const count = (...statuses: string[]) => answers.filter((answer) => statuses.includes(answer.status)).length;
  const active = answers.filter(isActive).length;
  const missing: Fact[] = [
    { text: `${count("cut_off")} cut off`, tone: "attention", icon: "cut_off" },
    { text: `${count("failed", "timeout", "empty")} failed`, tone: "danger", icon: "failed" },
    { text: `${count("refused")} refused`, tone: "attention", icon: "refused" },
    { text: `${count("stopped")} stopped`, tone: "plain", icon: "stopped" },
  ];
  return [
    { text: answeredWords(active, turn.totals.seated), tone: "strong", icon: active > 0 ? "done" : "failed" },
    ...missing.filter((fact) => !fact.text.startsWith("0 ")),
  ];
}

function answeredWords(active: number, seated: number): string {
  return seated === 0 ? "nobody was asked" : `${active} of ${seated} answered`;
}

/** Which of the answers the verdict is about, where it is not all of them. */
function judgedFacts(turn: TurnState, verdict: VerdictState): Fact[] {
  const leftOut = verdict.leftOut?.length ?? 0;
  return [
    ...(leftOut > 0 ? [{ text: `${leftOut} left out`, tone: "plain" } as const] : []),
    ...(isAlone(turn, verdict) ? [{ text: "one answer, nothing to compare", tone: "attention" } as const] : []),
  ];
}

function verdictFacts(turn: TurnState, verdict: VerdictState, labels: ModelLabels): Fact[] {
  const judge = verdict.judge.model;
  if (verdict.failure) return [{ text: "no verdict", tone: "danger", icon: "failed" }];
  const contradictions = verdict.points.filter((point) => point.kind === "contradictions").length;
  const { verified, total } = countQuotes(verdict);
  const kept = basedOnNumber(turn, verdict);
  return [
    { text: contradictions === 0 ? "no contradictions" : countOf(contradictions, "contradiction"), tone: "plain" },
    ...(total > 0 ? [{ text: `${verified} of ${countOf(total, "quote")} verified`, tone: "plain" } as const] : []),
    { text: `judge ${labelOfModel(judge, labels)}`, tone: "plain" },
    ...(ordersOf(verdict) === "both" ? [{ text: "judged in two orders", tone: "plain" } as const] : []),
    ...(kept === null ? [] : [{ text: `points of verdict ${kept}`, tone: "plain" } as const]),
  ];
}

/** How many of the judge's quotes are words of the answers. */
function countQuotes(verdict: Pick<VerdictState, "points" | "dropped">): { verified: number; total: number } {
  const verified = sum(verdict.points.map((point) => point.views.length));
  const unverified = sum(verdict.points.map((point) => point.unverified.length));
  const dropped = sum(
    verdict.dropped.map((one) => (one.reason === "quote_missing" ? Math.max(1, one.panelistIds.length) : 0)),
  );
  return { verified, total: verified + unverified + dropped };
}

/** "$0.14", "at least $0.14", "cost unknown". */
export function totalCost(totals: TurnState["totals"]): string {
  if (totals.costUsd === null) return "cost unknown";
  const known = formatTotal(totals.costUsd);
  if (totals.callsOfUnknownCost === 0) return known;
  return totals.costUsd === 0 ? "cost unknown" : `at least ${known}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * A verdict among others: its judge, when, and of how many answers: "Claude Opus 4.8, Today, 14:32, 3 of 4 answers"; or
 * whose points it keeps: "your decision, judge as in verdict 1, Today, 14:40".
 */
export function verdictDetail(
  turn: Pick<TurnState, "panel" | "verdicts" | "asked">,
  verdict: VerdictState,
  labels: ModelLabels,
  moment: string,
): string {
  const kept = basedOnNumber(turn, verdict);
  if (kept !== null) return [boundWords(verdict) || "written again", `judge as in verdict ${kept}`, moment].join(" · ");
  const judge = verdictJudge(verdict, labels);
  const judged = Object.keys(verdict.attempts).length;
  const seated = askedSeats(turn).length;
  const subset = judged < seated ? `${judged} of ${countOf(seated, "answer")}` : `all ${seated} answers`;
  return [judge, boundWords(verdict), moment, seated > 1 ? subset : ""].filter(Boolean).join(" · ");
}

/** Who judged, failed or not. */
export function verdictJudge(verdict: Pick<VerdictState, "judge" | "failure">, labels: ModelLabels): string {
  return `${labelOfModel(verdict.judge.model, labels)}${verdict.failure ? " (failed)" : ""}`;
}

/** A verdict by itself, its judge aside: "9 points, 3 contradictions · 20 of 21 quotes verified · $0.05 · 12 s". */
export function verdictSummary(verdict: VerdictState): string {
  const { judge, finalAnswer, points, startedAt, endedAt } = verdict;
  const contradictions = points.filter((point) => point.kind === "contradictions").length;
  const { verified, total } = countQuotes(verdict);
  const known = [judge.costUsd, finalAnswer.costUsd].filter((cost) => cost !== null);
  return [
    boundWords(verdict),
    verdict.failure ? "no points" : `${countOf(points.length, "point")}, ${countOf(contradictions, "contradiction")}`,
    total > 0 ? `${verified} of ${countOf(total, "quote")} verified` : "",
    ordersOf(verdict) === "both" ? "two orders" : "",
    known.length > 0 ? formatTotal(sum(known)) : "",
    endedAt === null ? "" : formatDuration(endedAt - startedAt),
  ]
    .filter(Boolean)
    .join(" · ");
}
