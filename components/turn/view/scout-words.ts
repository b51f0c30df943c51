import { isScouting } from "@/lib/core/asked-seats";
import { currentVerdict, type TurnState } from "@/lib/core/turn";

export type ScoutWords = {
  decision: string;
  reason: string;
  /** The others were not asked, and can be. */
  mayAskOthers: boolean;
};

const whyAsked: Record<NonNullable<TurnState["restAsked"]>["because"], string> = {
  contradiction: "they contradict each other on",
  no_analysis: "the judge could not compare them",
  too_few_answers: "they did not both answer",
};

/** How asking two first goes or went; null where all were asked together, or one answers alone. */
export function scoutWords(turn: ScoutedTurn): ScoutWords | null {
  if (turn.scouts && turn.restAsked) {
    const { because, topic } = turn.restAsked;
    const reason = `${whyAsked[because]}${topic ? ` “${topic}”` : ""}`;
    return { decision: "Two were asked first, then the others", reason, mayAskOthers: false };
  }
  if (!isScouting(turn)) return null;
  if (turn.status === "running") {
    const reason = "the others only if these contradict each other on something that weighs much";
    return { decision: "Two are asked first", reason, mayAskOthers: false };
  }
  return { decision: "Two were asked first", reason: whyEnough(turn), mayAskOthers: true };
}

type ScoutedTurn = Pick<TurnState, "scouts" | "asked" | "restAsked" | "status" | "verdicts" | "currentVerdictId">;

function whyEnough(turn: ScoutedTurn): string {
  const verdict = currentVerdict(turn);
  if (turn.status !== "done" || !verdict || verdict.failure) return "the others were not asked";
  const contradictions = verdict.points.filter(({ kind }) => kind === "contradictions");
  const weighty = contradictions.find(({ weight }) => weight === 3);
  // The spending cap was reached, or a person had the two judged again.
  if (weighty) return `they contradict each other on “${weighty.topic}”, and the others were not asked`;
  const kind = contradictions.length > 0 ? " that weighs much" : "";
  return `no contradiction between them${kind}, so the others were not asked`;
}
