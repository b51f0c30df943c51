"use client";

import { Split } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { type RouteWords, routeWords } from "./view/route-words";

/** Mode auto: who was chosen to answer, and why. Nothing in the other modes. */
export function RouteLine() {
  const { turnId, labels } = useTurnContext();
  const route = useDerived(turnId, ({ route: decided }) => decided);
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
      </div>
    </div>
  );
}

function Prompt({ words }: { words: RouteWords }) {
  return (
    <Disclosure summary="What the panel was asked" summaryClassName="text-12">
      <p className="mt-1 whitespace-pre-wrap text-text-2 [overflow-wrap:anywhere]">{words.prompt}</p>
    </Disclosure>
  );
}
