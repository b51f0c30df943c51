"use client";

import { CornerDownRight } from "lucide-react";
import { useDraft } from "@/components/conversation/draft";
import { FollowUpComposer } from "@/components/conversation/follow-up-composer";
import type { ModelLabels } from "@/components/conversation/model-label";
import { Button } from "@/components/ui/button";
import { useTurnActions } from "@/lib/client/turn-actions";
import { isSolo, panelOfTurn } from "@/lib/core/asked-seats";
import { examples } from "@/lib/core/examples";
import type { TurnState } from "@/lib/core/turn";
import { tellProblem } from "./show-problem";
import { useDerived } from "./use-derived";
import { isDemo } from "./view/names";

const askedOf = (turn: TurnState) => ({
  panel: panelOfTurn(turn),
  status: turn.status,
  question: turn.question,
  soloPanelistId: turn.mode === "solo" ? turn.soloPanelistId : undefined,
  isSolo: isSolo(turn),
});

type FollowUpProps = { conversationId: string; turnId: string; labels: ModelLabels };

/** The composer under the last turn; on a phone it sticks to the bottom. */
export function FollowUp({ conversationId, turnId, labels }: FollowUpProps) {
  const { stop } = useTurnActions(turnId);
  const turn = useDerived(turnId, askedOf);
  if (!turn) return null;
  const running = turn.status === "running";
  const suggestion = !running && isDemo(turn.panel) ? followUpOf(turn.question) : null;
  return (
    <div className="mt-auto max-sm:sticky max-sm:bottom-0 max-sm:z-20 max-sm:-mx-4 max-sm:mt-auto max-sm:border-t max-sm:border-line max-sm:bg-canvas max-sm:px-3 max-sm:pt-2.5 max-sm:pb-[max(12px,env(safe-area-inset-bottom))]">
      <div className={running ? "sm:pt-4 sm:pb-5" : "sm:pt-10 sm:pb-14"}>
        {suggestion ? <Suggestion conversationId={conversationId} question={suggestion} /> : null}
        <FollowUpComposer
          conversationId={conversationId}
          parentTurnId={turnId}
          panel={turn.panel}
          running={running}
          onStop={turn.isSolo ? () => stop.mutate(undefined, tellProblem) : undefined}
          soloBefore={turn.soloPanelistId}
          labels={labels}
          onAsked={(asked) => showTurn(asked)}
        />
      </div>
    </div>
  );
}

/** A follow-up that the demo also knows. */
function Suggestion({ conversationId, question }: { conversationId: string; question: string }) {
  const { text, setText } = useDraft(conversationId);
  if (text) return null;
  return (
    <Button
      variant="quiet"
      size="sm"
      onClick={() => setText(question)}
      icon={<CornerDownRight aria-hidden size={16} strokeWidth={1.75} />}
      className="mb-2 -ml-2 h-auto! max-w-full py-1.5 text-left whitespace-normal! max-sm:mb-1.5 max-sm:hidden"
    >
      {question}
    </Button>
  );
}

function followUpOf(question: string): string | null {
  return examples.find((example) => example.question === question)?.followUp ?? null;
}

const framesUntilDrawn = 30;

/** The reader has just asked: the new turn comes to the top as soon as it is drawn. */
function showTurn(turnId: string, tries = framesUntilDrawn): void {
  const turn = document.querySelector(`[data-turn="${CSS.escape(turnId)}"]`);
  if (turn) return turn.scrollIntoView({ block: "start" });
  if (tries > 0) requestAnimationFrame(() => showTurn(turnId, tries - 1));
}
