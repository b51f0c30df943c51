import type { Calls, Judging } from "@/db/calls";
import type { JudgeList } from "@/lib/core/api";
import type { EventOf, TurnEvent } from "@/lib/core/events";
import type { FailureCode } from "@/lib/core/failure";

/** Ends of a judging that say nothing about the judge. */
const notTheJudge: ReadonlySet<FailureCode> = new Set<FailureCode>(["stopped", "spending_cap"]);

/** Turns the events of one turn into records of its judges: one for each that gave an analysis, or failed to. */
export function createJudgeRecord(turnId: string): (event: TurnEvent) => Judging | null {
  const judges = new Map<string, string>();

  function record(event: EventOf<"analysis-ended" | "judge-failed">, model: string): Judging {
    const { checked, failed } = event.quotes ?? { checked: 0, failed: 0 };
    const isFailed = event.type === "judge-failed";
    return { turnId, model, failed: isFailed, quotesChecked: checked, quotesFailed: failed, endedAt: event.at };
  }

  return (event) => {
    if (event.type === "verdict-started") judges.set(event.verdictId, event.judge);
    if (event.type === "judge-failed") {
      if (event.next) judges.set(event.verdictId, event.next);
      return notTheJudge.has(event.failure.code) ? null : record(event, event.model);
    }
    const model = event.type === "analysis-ended" ? judges.get(event.verdictId) : undefined;
    return event.type === "analysis-ended" && model !== undefined ? record(event, model) : null;
  };
}

/** How the models that have judged here did, the one used last first. */
export function listJudges(calls: Pick<Calls, "judges">, labelOf: (model: string) => string): JudgeList {
  return { judges: calls.judges().map((tally) => ({ ...tally, label: labelOf(tally.model) })) };
}
