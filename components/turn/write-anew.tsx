"use client";

import { Gavel } from "lucide-react";
import { Notice, noticeLinkClass } from "@/components/ui/notice";
import { useTurnActions } from "@/lib/client/turn-actions";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDeciding } from "./use-deciding";
import { pendingWords } from "./view/ruling-words";

/** "2 decisions are not in the final answer yet", with the one action that helps. */
export function WriteAnew({ count }: { count: number }) {
  return (
    <>
      {pendingWords(count)} <WriteAnewButton />
    </>
  );
}

/** The same above the final answer, while it is so. */
export function DecisionsNotice() {
  const { open } = useDeciding();
  if (open === 0) return null;
  return (
    <Notice
      subject={pendingWords(open)}
      icon={<Gavel aria-hidden size={16} strokeWidth={1.75} />}
      action={<WriteAnewButton />}
    >
      The judge is not asked again.
    </Notice>
  );
}

function WriteAnewButton() {
  const { turnId } = useTurnContext();
  const { judgeAgain } = useTurnActions(turnId);
  return (
    <button
      type="button"
      disabled={judgeAgain.isPending}
      onClick={() => judgeAgain.mutate({ rulings: [] }, tellProblem)}
      className={noticeLinkClass}
    >
      Write the final answer again
    </button>
  );
}
