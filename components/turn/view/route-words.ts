import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import type { TurnState } from "@/lib/core/turn";
import { retryFacts } from "./waits";

export type RouteWords = {
  /** "Asked the panel", "Answered alone". */
  decision: string;
  /** Why; empty = no reason was given. */
  reason: string;
  /** What the panel was asked in other words than the question; null = just the question. */
  prompt: string | null;
  /** Each request for the choice that failed and was sent again, a sentence each. */
  tries: string[];
};

/** How mode auto, or the sorting of a follow-up, went and why; null in other turns and while it is not decided. */
export function routeWords(
  { route, choosing }: Pick<TurnState, "route" | "choosing">,
  labels: ModelLabels,
): RouteWords | null {
  return route ? { ...wordsOf(route, labels), tries: choosing ? retryFacts(choosing) : [] } : null;
}

function wordsOf(route: NonNullable<TurnState["route"]>, labels: ModelLabels): Omit<RouteWords, "tries"> {
  const { decision, by, reason, model, prompt = null, failure, followUp, topic = "" } = route;
  const name = labelOfModel(model, labels);
  if (followUp === "form") return { decision: "Another form of the final answer before", reason, prompt: null };
  if (followUp === "point") return { decision: `One point is checked, “${topic}”`, reason, prompt };
  if (decision === "solo") return { decision: `${name} answered alone`, reason, prompt: null };
  if (failure) return { decision: "Asked the panel", reason: `${name} could not choose: ${failure.message}`, prompt };
  if (by === "default")
    return { decision: "Asked the panel", reason: `${name} did not say who should answer.`, prompt };
  return { decision: `${name} asked the panel`, reason, prompt };
}
