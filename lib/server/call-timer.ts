import type { Call, CallRole } from "@/db/calls";
import type { TurnEvent } from "@/lib/core/events";

const microDollars = 1_000_000;

type Begin = { call: string; role: CallRole; model: string; at: number };
type Ended = Pick<Extract<TurnEvent, { type: "analysis-ended" }>, "at" | "usage" | "costUsd">;

/** Turns the events of one turn into rows of this installation's history: one for each model call that ended. */
export function createCallTimer(turnId: string): (event: TurnEvent) => Call | null {
  const begun = new Map<string, Begin>();

  function end(call: string, event: Ended): Call | null {
    const begin = begun.get(call);
    if (!begin) return null;
    return {
      turnId,
      role: begin.role,
      model: begin.model,
      promptTokens: event.usage?.promptTokens ?? null,
      completionTokens: event.usage?.completionTokens ?? null,
      costMicroUsd: event.costUsd === null ? null : Math.round(event.costUsd * microDollars),
      durationMs: Math.max(0, event.at - begin.at),
      endedAt: event.at,
    };
  }

  return (event) => {
    const begin = beginOf(event);
    if (begin) begun.set(begin.call, begin);
    if (event.type === "answer-ended") return end(`${event.panelistId} ${event.attempt}`, event);
    // What a judge was asked first is what a judging takes; its repair is no history of its own.
    if (event.type === "judge-asked-again" && event.way === "repair") {
      const row = event.spent ? end(`judge ${event.verdictId}`, { at: event.at, ...event.spent }) : null;
      begun.delete(`judge ${event.verdictId}`);
      return row;
    }
    if (event.type === "analysis-ended") return end(`judge ${event.verdictId}`, event);
    if (event.type === "synthesis-ended") return end(`synthesis ${event.verdictId}`, event);
    return null;
  };
}

function beginOf(event: TurnEvent): Begin | null {
  const { at } = event;
  if (event.type === "answer-started") {
    return { call: `${event.panelistId} ${event.attempt}`, role: "panelist", model: event.model, at };
  }
  if (event.type === "verdict-started") {
    return { call: `judge ${event.verdictId}`, role: "judge", model: event.judge, at };
  }
  if (event.type === "judge-failed" && event.next) {
    return { call: `judge ${event.verdictId}`, role: "judge", model: event.next, at };
  }
  if (event.type === "judge-asked-again" && event.way === "reduced") {
    return { call: `judge ${event.verdictId}`, role: "judge", model: event.model, at };
  }
  if (event.type === "synthesis-started") {
    return { call: `synthesis ${event.verdictId}`, role: "synthesizer", model: event.model, at };
  }
  return null;
}
