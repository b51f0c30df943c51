"use client";

import { Split, UsersRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { TurnState } from "@/lib/core/turn";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { type RouteWords, routeWords } from "./view/route-words";

/** In mode auto who was chosen to answer, of a sorted follow-up what it was taken for, and why. Nothing in other turns. */
export function RouteLine() {
  const { turnId, labels } = useTurnContext();
  const route = useDerived(turnId, ({ route: decided }) => decided);
  const isPartAsked = useDerived(turnId, isPartOfPanel) ?? false;
  const words = route ? routeWords({ route }, labels) : null;
  if (!words) return null;
  return (
    <div className="flex max-w-[680px] items-start gap-2 text-13 leading-5 text-text-2">
      <Split aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">
          <span className="font-medium text-text">{words.decision}</span>
          {words.reason ? `: ${words.reason}` : null}
        </p>
        {words.prompt ? <Prompt words={words} /> : null}
        {isPartAsked ? <AskWholePanel /> : null}
      </div>
    </div>
  );
}

/** One point was checked, and it can still be made a question for all. */
function isPartOfPanel({ route, status }: TurnState): boolean {
  return route?.followUp === "point" && Boolean(route.prompt) && status !== "running";
}

function AskWholePanel() {
  const { turnId } = useTurnContext();
  const { askPanel } = useTurnActions(turnId);
  return (
    <Button
      size="sm"
      className="mt-2"
      icon={<UsersRound aria-hidden size={16} strokeWidth={1.75} />}
      disabled={askPanel.isPending}
      onClick={() => askPanel.mutate(undefined, tellProblem)}
    >
      Ask the panel
    </Button>
  );
}

function Prompt({ words }: { words: RouteWords }) {
  return (
    <Disclosure summary="What the panel was asked" summaryClassName="text-12">
      <p className="mt-1 whitespace-pre-wrap text-text-2 [overflow-wrap:anywhere]">{words.prompt}</p>
    </Disclosure>
  );
}
