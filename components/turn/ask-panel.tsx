"use client";

import { UsersRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useTurnActions } from "@/lib/client/turn-actions";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";

/** The seats that were not asked answer too, and all are judged; an answer that is there is not asked for again. */
export function AskPanel({ words }: { words: string }) {
  const { turnId } = useTurnContext();
  const { askPanel } = useTurnActions(turnId);
  return (
    <Button
      size="sm"
      className="mr-1"
      icon={<UsersRound aria-hidden size={16} strokeWidth={1.75} />}
      disabled={askPanel.isPending}
      onClick={() => askPanel.mutate(undefined, tellProblem)}
    >
      {words}
    </Button>
  );
}
