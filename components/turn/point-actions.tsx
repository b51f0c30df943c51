"use client";

import { Check, Copy, MessageCircleQuestion } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useCopied } from "@/components/ui/use-copied";
import { useTurnActions } from "@/lib/client/turn-actions";
import type { PointState } from "@/lib/core/analysis";
import { DecideMenu } from "./decide-menu";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDeciding } from "./use-deciding";
import { pointAsText } from "./view/point-text";
import { askedWords, decidedWords } from "./view/ruling-words";
import { WriteAnew } from "./write-anew";

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

/** What can be done about one point: ask its panelists, decide it, copy it. */
export function PointActions({ point }: { point: PointState }) {
  const { seats } = useTurnContext();
  const { may } = useDeciding();
  const { copied, copy } = useCopied();
  return (
    <>
      <Decided point={point} />
      <div className="mt-2 -ml-2.5 flex flex-wrap items-center gap-1">
        {may !== "closed" && point.kind === "contradictions" ? <AskPanelists point={point} /> : null}
        {may === "closed" ? null : <DecideMenu point={point} />}
        <Button
          variant="quiet"
          size="sm"
          icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
          onClick={() => copy(pointAsText(point, seats))}
        >
          {copied ? "Copied with its quotes" : "Copy point"}
        </Button>
      </div>
    </>
  );
}

/** The word of the person, and the way to have the final answer follow it. */
function Decided({ point }: { point: PointState }) {
  const { seats } = useTurnContext();
  const { open } = useDeciding();
  const words = decidedWords(point, seats);
  const concerns = words !== "" || point.rebuttal !== undefined;
  if (!concerns) return null;
  return (
    <p className="mt-2 text-13 text-text-2 empty:hidden">
      {words ? <span className="font-medium text-text">{words}. </span> : null}
      {open > 0 ? <WriteAnew count={open} /> : null}
    </p>
  );
}

function AskPanelists({ point }: { point: PointState }) {
  const { turnId } = useTurnContext();
  const { askRebuttal } = useTurnActions(turnId);
  const { verdictId, may } = useDeciding();
  const progress = askedWords(point);
  const busy = may !== "decide" || askRebuttal.isPending;
  const ask = () => {
    if (!busy) askRebuttal.mutate({ verdictId, pointId: point.id }, tellProblem);
  };
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-disabled={busy}
      icon={progress ? <Spinner size={14} /> : <MessageCircleQuestion {...icon} />}
      onClick={ask}
    >
      {progress || (point.rebuttal ? "Ask again" : "Ask the panelists about this")}
    </Button>
  );
}
