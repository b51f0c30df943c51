import type { Call, CallRole } from "@/db/calls";
import type { EventOf, TurnEvent } from "@/lib/core/events";

const microDollars = 1_000_000;

type Begin = { role: CallRole; model: string; at: number };
type Spent = Pick<EventOf<"analysis-ended">, "usage" | "costUsd">;

/**
 * Turns the events of one turn into rows of this installation's history, for estimates: one for each call that only chose
 * who answers, each panelist's answer, each judge's analysis as it was first asked for or in its simpler form, and each final answer. Calls that follow from
 * what a model wrote (lines or quotes mended, the second order, a revision, a rebuttal) make no row of their own.
 */
export function createCallTimer(turnId: string): (event: TurnEvent) => Call | null {
  const begun = new Map<string, Begin>();
  /** Judges that were asked for the second order: whatever they are asked from then on follows from the first. */
  const reordered = new Set<string>();

  /** The call is over: its row, if it had begun and used something. */
  function end(call: string, at: number, spent: Spent | undefined): Call | null {
    const begin = begun.get(call);
    begun.delete(call);
    if (!begin || !spent) return null;
    return {
      turnId,
      role: begin.role,
      model: begin.model,
      promptTokens: spent.usage?.promptTokens ?? null,
      completionTokens: spent.usage?.completionTokens ?? null,
      costMicroUsd: spent.costUsd === null ? null : Math.round(spent.costUsd * microDollars),
      durationMs: Math.max(0, at - begin.at),
      endedAt: at,
    };
  }

  function askAgain(event: EventOf<"judge-asked-again">): Call | null {
    const call = `judge ${event.verdictId}`;
    if (event.way === "second_order") reordered.add(call);
    if (event.way !== "reduced" && event.way !== "shortened") return end(call, event.at, event.spent);
    if (!reordered.has(call)) begun.set(call, { role: "judge", model: event.model, at: event.at });
    return null;
  }

  return (event) => {
    if (event.type === "judge-asked-again") return askAgain(event);
    const { call, begin } = beginOf(event);
    if (begin) begun.set(call, begin);
    if (event.type === "route-decided" || event.type === "route-stopped") return end("route", event.at, event.spent);
    if (event.type === "answer-ended") return end(`${event.panelistId} ${event.attempt}`, event.at, event);
    if (event.type === "analysis-ended") return end(`judge ${event.verdictId}`, event.at, event);
    if (event.type === "synthesis-ended") return end(`synthesis ${event.verdictId}`, event.at, event);
    return null;
  };
}

function beginOf(event: TurnEvent): { call: string; begin: Begin | null } {
  const { at } = event;
  if (event.type === "route-started") return { call: "route", begin: { role: "router", model: event.model, at } };
  if (event.type === "answer-started") {
    return { call: `${event.panelistId} ${event.attempt}`, begin: { role: "panelist", model: event.model, at } };
  }
  if (event.type === "verdict-started") {
    return { call: `judge ${event.verdictId}`, begin: { role: "judge", model: event.judge, at } };
  }
  if (event.type === "answer-mapped" || event.type === "passages-read" || event.type === "window-judged") {
    return { call: `judge ${event.verdictId}`, begin: { role: "judge", model: event.model, at } };
  }
  if (event.type === "judge-failed" && event.next) {
    return { call: `judge ${event.verdictId}`, begin: { role: "judge", model: event.next, at } };
  }
  if (event.type === "synthesis-started") {
    return { call: `synthesis ${event.verdictId}`, begin: { role: "synthesizer", model: event.model, at } };
  }
  return { call: "", begin: null };
}
