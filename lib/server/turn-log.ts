import type { TurnEvent } from "@/lib/core/events";
import type { Failure } from "@/lib/core/failure";
import type { Log } from "./log";
import { createRecorder, type Recorder, type RecorderParts, type RecorderStart } from "./recorder";

type Fields = NonNullable<Parameters<Log["info"]>[1]>;
type Line = { level: "debug" | "info" | "warn"; message: string; fields: Fields };

/** A recorder that also tells the log what it takes in. */
export function createLoggedRecorder(parts: RecorderParts & { logger: Log }, start: RecorderStart): Recorder {
  const recorder = createRecorder(parts, start);
  const tell = createTurnLog(parts.logger, start.turnId);
  return {
    ...recorder,
    take(event, alongside) {
      recorder.take(event, alongside);
      tell(event);
    },
  };
}

/** Tells the log what happens in one turn: when it begins and ends, and each call of a model, by name. Never what was said. */
function createTurnLog(logger: Log, turnId: string): (event: TurnEvent) => void {
  /** By call: when it was asked. */
  const startedAt = new Map<string, number>();
  return (event) => {
    const line = lineOf(event);
    if (!line) return;
    const call = callOf(event);
    const began = startedAt.get(call ?? "");
    if (call && !began) startedAt.set(call, event.at);
    const ms = began === undefined ? {} : { ms: Math.max(0, event.at - began) };
    logger[line.level](line.message, { turnId, ...(call ? { callId: call } : {}), ...line.fields, ...ms });
  };
}

/** The call of a model that an event is about, unique in its turn: `p1/2` is the second attempt of panelist p1. */
function callOf(event: TurnEvent): string | null {
  if ("panelistId" in event) return `${event.panelistId}/${event.attempt}`;
  if (!("verdictId" in event)) return null;
  return `${event.verdictId}/${/^synthesis|^revision/.test(event.type) ? "synthesizer" : "judge"}`;
}

function lineOf(event: TurnEvent): Line | null {
  return ofTurn(event) ?? ofAnswer(event) ?? ofVerdict(event) ?? ofSynthesis(event);
}

function ofTurn(event: TurnEvent): Line | null {
  if (event.type === "turn-started") {
    const { conversationId, mode, panel } = event;
    return info("A turn began.", { conversationId, mode, panelists: panel.panelists.length });
  }
  if (event.type === "turn-reopened") return info("A turn was opened again.", { reason: event.reason });
  if (event.type === "route-started") return debug("A model is asked who answers.", { model: event.model });
  if (event.type === "route-decided")
    return debug("It is decided who answers.", { decision: event.decision, by: event.by });
  if (event.type === "turn-ended") return info("A turn ended.");
  if (event.type === "turn-stopped") return info("A turn was stopped.");
  if (event.type === "turn-interrupted") return warn("A turn was interrupted.");
  return event.type === "turn-failed" ? warn("A turn failed.", factsOf(event.failure)) : null;
}

function ofAnswer(event: TurnEvent): Line | null {
  if (event.type === "answer-started") return debug("A panelist was asked.", { model: event.model });
  if (event.type === "answer-ended") {
    const { status, resolvedModel, usage } = event;
    return debug("A panelist answered.", { status, resolvedModel, tokens: usage?.completionTokens ?? null });
  }
  if (event.type !== "answer-failed") return null;
  const line = { status: event.status, ...factsOf(event.failure) };
  return event.status === "stopped" ? debug("A panelist was stopped.", line) : warn("A panelist failed.", line);
}

function ofVerdict(event: TurnEvent): Line | null {
  if (event.type === "verdict-started") return debug("A judge was asked.", { model: event.judge });
  if (event.type === "judge-asked-again") {
    return debug("A judge is asked once more.", { model: event.model, way: event.way });
  }
  if (event.type === "judge-failed") {
    return warn("A judge failed.", { model: event.model, next: event.next, ...factsOf(event.failure) });
  }
  if (event.type === "analysis-ended") return debug("A judge answered.", { resolvedModel: event.resolvedModel });
  return event.type === "analysis-failed" ? warn("There is no analysis.", factsOf(event.failure)) : null;
}

function ofSynthesis(event: TurnEvent): Line | null {
  if (event.type === "synthesis-started") return debug("A synthesizer was asked.", { model: event.model });
  if (event.type === "synthesis-ended") {
    return debug("A synthesizer answered.", { status: event.status, resolvedModel: event.resolvedModel });
  }
  return event.type === "synthesis-failed" ? warn("A synthesizer failed.", factsOf(event.failure)) : null;
}

/** A provider's own words are redacted where they come in, and once more by the log. */
function factsOf({ code, httpStatus, message }: Failure): Fields {
  return { code, httpStatus: httpStatus ?? null, words: message };
}

function debug(message: string, fields: Fields = {}): Line {
  return { level: "debug", message, fields };
}

function info(message: string, fields: Fields = {}): Line {
  return { level: "info", message, fields };
}

function warn(message: string, fields: Fields = {}): Line {
  return { level: "warn", message, fields };
}
