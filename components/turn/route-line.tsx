"use client";

import { Split } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import type { TurnState } from "@/lib/core/turn";
import { AskPanel } from "./ask-panel";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { type RouteWords, routeWords } from "./view/route-words";
import { scoutWords } from "./view/scout-words";

/**
 * Who was chosen to answer, and why: in mode auto, on a panel that asks two first, and what a sorted follow-up was taken for.
 * Nothing in other turns.
 */
export function RouteLine() {
  const { turnId, labels } = useTurnContext();
  const route = useDerived(turnId, ({ route: decided }) => decided);
  const choosing = useDerived(turnId, ({ choosing: waits }) => waits);
  const isPartAsked = useDerived(turnId, isPartOfPanel) ?? false;
  const scouts = useDerived(turnId, scoutWords);
  const words = route ? routeWords({ route, ...(choosing ? { choosing } : {}) }, labels) : null;
  if (!words && !scouts) return null;
  return (
    <div className="flex max-w-[680px] items-start gap-2 text-13 leading-5 text-text-2">
      <Split aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {words ? <Decision {...words} more={isPartAsked ? "Ask the panel" : null} /> : null}
        {scouts ? <Decision {...scouts} more={scouts.mayAskOthers ? "Ask the others" : null} /> : null}
      </div>
    </div>
  );
}

/** One point was checked, and it can still be made a question for all. */
function isPartOfPanel({ route, status }: TurnState): boolean {
  return route?.followUp === "point" && Boolean(route.prompt) && status !== "running";
}

type DecisionProps = Pick<RouteWords, "decision" | "reason"> & {
  prompt?: RouteWords["prompt"];
  tries?: RouteWords["tries"];
  /** What the button says that asks more of the panel; null = there is nothing more to ask. */
  more: string | null;
};

function Decision({ decision, reason, prompt = null, tries = [], more }: DecisionProps) {
  return (
    <>
      <p>
        <span className="font-medium text-text">{decision}</span>
        {reason ? `: ${reason}` : null}
      </p>
      {tries.map((fact, index) => (
        <p key={`${index} ${fact}`} className="text-12 text-text-3">
          {fact}
        </p>
      ))}
      {prompt === null ? null : <Prompt prompt={prompt} />}
      {more === null ? null : (
        <div className="mt-2">
          <AskPanel words={more} />
        </div>
      )}
    </>
  );
}

function Prompt({ prompt }: { prompt: string }) {
  return (
    <Disclosure summary="What the panel was asked" summaryClassName="text-12">
      <p className="mt-1 whitespace-pre-wrap text-text-2 [overflow-wrap:anywhere]">{prompt}</p>
    </Disclosure>
  );
}
