"use client";

import { Hourglass, TriangleAlert } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import type { AnswerState } from "@/lib/core/turn";
import { useNow } from "./use-now";
import { retryFacts, waitWords } from "./view/waits";

const icon = { "aria-hidden": true, size: 14, strokeWidth: 1.75, className: "mt-px shrink-0" } as const;

/** While nothing has come yet: that it waits for a place, or which try this is and why. */
export function PaneWaits({ answer }: { answer: AnswerState }) {
  const { waits, timing } = answer;
  const isWaiting = waits !== undefined && (waits.waiting !== null || timing.firstTokenAt === null);
  const now = useNow(isWaiting && waits.waiting === "retry");
  if (!isWaiting) return null;
  const words = waitWords(waits, now);
  if (words === "") return null;
  return (
    <p className="figures flex items-start gap-1.5 text-12 font-medium text-text-2 [overflow-wrap:anywhere]">
      <Hourglass {...icon} />
      {words}
    </p>
  );
}

/** After the end: the requests that failed before this one got through or was given up, folded. */
export function PaneTries({ answer }: { answer: AnswerState }) {
  const facts = answer.waits ? retryFacts(answer.waits) : [];
  if (facts.length === 0) return null;
  return (
    <Disclosure
      summary={facts.length === 1 ? "Sent twice" : `Sent ${facts.length + 1} times`}
      summaryClassName="text-12"
    >
      <ul className="figures mt-1 flex flex-col gap-1 text-12 text-text-2 [overflow-wrap:anywhere]">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** The warning that the host silently left a part of the prompt out. */
export function ContextCut({ answer }: { answer: AnswerState }) {
  if (answer.contextCut === undefined) return null;
  return (
    <p className="figures flex items-start gap-1.5 text-12 font-medium text-attention">
      <TriangleAlert {...icon} />
      <span>
        Its server read only {answer.contextCut.toLocaleString("en-US")} tokens of the prompt and did not say so. Raise
        the model’s context on that server (Ollama: <code>OLLAMA_CONTEXT_LENGTH</code>, or <code>num_ctx</code> in the
        model file).
      </span>
    </p>
  );
}
