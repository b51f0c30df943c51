import type { z } from "zod";
import type { Calls } from "@/db/calls";
import type { Estimate, EstimateBody } from "@/lib/core/api";
import { contextOf } from "@/lib/core/context";
import { followUpOf } from "@/lib/core/follow-up-material";
import type { Price } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";
import type { TurnState } from "@/lib/core/turn";
import { type EstimateParts, estimateTurn, type Range } from "./estimate";
import { habitFrom } from "./model-history";
import type { Panels } from "./panels";

type EstimatesParts = {
  panels: Pick<Panels, "get">;
  calls: Pick<Calls, "recent">;
  priceOf: (model: string) => Price | null;
  /** The turns of a conversation, in the order they were asked; throws not_found. */
  turnsOf: (conversationId: string) => readonly TurnState[];
  /** PARLEY_DEMO_PACE: how slowly the demo writes. */
  demoPace: number;
};

/** Seconds the demo takes at its lifelike pace, known without any history. */
const demoSeconds: Record<"panelist" | "judge" | "synthesizer", Range> = {
  panelist: { low: 6, high: 12 },
  judge: { low: 5, high: 9 },
  synthesizer: { low: 3, high: 6 },
};

/** Estimates a turn before it is sent. Throws not_found for an unknown panel or conversation. */
export function createEstimate(parts: EstimatesParts): (body: z.output<typeof EstimateBody>) => Estimate {
  const { panels, calls, turnsOf, demoPace } = parts;
  const habitOf: EstimateParts["habitOf"] = (model, role) => {
    const habit = habitFrom(calls, model, role);
    return isDemo(model) && habit.seconds === null ? { ...habit, seconds: paced(demoSeconds[role], demoPace) } : habit;
  };
  return ({ question, mode, soloPanelistId, panel, panelId, conversationId }) => {
    const turns = conversationId === undefined ? [] : turnsOf(conversationId);
    const context = contextOf(turns);
    const contextCharacters = context.reduce((sum, { content }) => sum + content.length, 0);
    const asked = panel ?? panels.get(panelId ?? "");
    const questionCharacters = question.length;
    const parent = turns.at(-1);
    const isSorted = mode === "panel" && asked.synthesizer.sortsFollowUps && parent !== undefined;
    return estimateTurn({
      panel: asked,
      mode,
      soloPanelistId,
      questionCharacters,
      contextCharacters,
      sortsFirst: isSorted && followUpOf(parent, question) !== null,
      priceOf: parts.priceOf,
      habitOf,
    });
  };
}

function isDemo(model: string): boolean {
  return splitModelName(model).provider === "demo";
}

function paced({ low, high }: Range, pace: number): Range {
  return { low: low * pace, high: high * pace };
}
