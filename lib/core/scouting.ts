import { isScouting } from "./asked-seats";
import { closesCollection } from "./collection";
import { costOf } from "./cost";
import type { EventOf } from "./events";
import type { ModelName, PanelistId } from "./ids";
import type { Price } from "./model";
import type { Panel } from "./panel";
import { capRefusal } from "./spending-cap";
import { currentAnswers, isActive, isSettled, type TurnState } from "./turn";
import { instructionTokens, usualOutput } from "./usual-tokens";

const scoutCount = 2;

/**
 * The seats that are asked first, in seat order: the two whose usual answer costs least, or the first two where fewer
 * prices are known; undefined = the panel asks all together, or has no rest.
 */
export function scoutsOf(panel: Panel, priceOf: (model: ModelName) => Price | null): PanelistId[] | undefined {
  const { panelists, limits } = panel;
  if (!limits.scout || panelists.length <= scoutCount) return undefined;
  const usual = { promptTokens: instructionTokens.panelist, completionTokens: usualOutput.panelist.high };
  const priced = panelists.flatMap(({ id, model }) => {
    const cost = costOf(null, usual, priceOf(model));
    return cost === null ? [] : [{ id, cost }];
  });
  const cheapest = priced.toSorted((one, other) => one.cost - other.cost).map(({ id }) => id);
  const chosen = cheapest.length < scoutCount ? panelists.map(({ id }) => id) : cheapest;
  const scouts = chosen.slice(0, scoutCount);
  return panelists.map(({ id }) => id).filter((id) => scouts.includes(id));
}

/** Whether a judging may have the rest asked: no final answer was written from the two. */
export function mayWiden(turn: TurnState): boolean {
  return isScouting(turn) && turn.verdicts.every(({ finalAnswer }) => finalAnswer.text === "");
}

/** Why the rest of the panel is asked after two. */
export type Widening = Pick<EventOf<"rest-asked">, "because" | "topic">;

/** Why the rest is asked before anybody judges: nobody waits for the two any longer, and there are not two answers to compare. */
export function wideningWithoutJudge(turn: TurnState, now: number): Widening | null {
  if (!isScouting(turn) || turn.verdicts.length > 0 || capRefusal(turn)) return null;
  const answers = currentAnswers(turn);
  const isOver = answers.every(isSettled) || closesCollection(turn, now);
  return isOver && answers.filter(isActive).length < scoutCount ? { because: "too_few_answers" } : null;
}

/** Why the rest is asked after a judging of the two: they contradict each other where it weighs most, or it failed. */
export function wideningAfter(turn: TurnState, verdictId: string): Widening | null {
  const verdict = turn.verdicts.find(({ id }) => id === verdictId);
  if (!verdict || capRefusal(turn)) return null;
  if (verdict.failure) return { because: "no_analysis" };
  const weighty = verdict.points.find(({ kind, weight }) => kind === "contradictions" && weight === 3);
  return weighty ? { because: "contradiction", topic: weighty.topic } : null;
}
