"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { modelsQuery } from "@/lib/client/queries";
import { useTurn } from "@/lib/client/use-turn";
import { useTurnContext } from "./turn-context";
import { shownVerdict } from "./use-rows";
import { familyWarning, judgeFacts } from "./view/judge-facts";

/** How the shown verdict came about: folded, but for a judge that is a relative of whom it judged. */
export function JudgeFacts() {
  const { turnId, seats, labels } = useTurnContext();
  const turn = useTurn(turnId, (turn) => turn);
  // Only what a picker has loaded already: a warning is not worth a request of its own.
  const catalog = useQuery({ ...modelsQuery, enabled: false }).data;
  const verdict = turn ? shownVerdict(turn) : null;
  if (!turn || !verdict) return null;
  const facts = judgeFacts(turn, verdict, labels);
  const warning = familyWarning(verdict, seats, { labels, catalog });
  if (facts.length === 0 && warning === "") return null;
  return (
    <aside aria-label="About this verdict" className="mt-3 flex flex-col gap-2 sm:px-4">
      {warning ? (
        <p className="flex items-start gap-1.5 text-12 text-text-2">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.75} className="mt-px shrink-0 text-attention" />
          {warning}
        </p>
      ) : null}
      {facts.length > 0 ? (
        <Disclosure summary="How it was judged" summaryClassName="-ml-0.5 text-12">
          <ul className="figures mt-1.5 ml-[22px] flex max-w-[680px] flex-col gap-1 text-12 text-text-2">
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </aside>
  );
}
