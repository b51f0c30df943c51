"use client";

import { Button } from "@/components/ui/button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Seat, type SeatState } from "@/components/ui/seat";
import { useTurnActions } from "@/lib/client/turn-actions";
import { askedPanel } from "@/lib/core/asked-seats";
import type { TurnState } from "@/lib/core/turn";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { judgeWait, seatWaits } from "./view/stages";

const waitOf = (turn: TurnState) => ({
  panel: askedPanel(turn),
  states: seatWaits(turn),
});

/** Before the judge begins: who judges, when, and which answers it waits for. */
export function JudgeRow() {
  const { turnId, seats, labels } = useTurnContext();
  const waiting = useDerived(turnId, waitOf);
  if (!waiting) return null;
  const { title, detail, needed, judgeNow } = judgeWait(waiting, labels);
  return (
    <section
      aria-label="Judge"
      className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 rounded-10 border border-dashed border-line-strong px-4 py-3"
    >
      <JudgeDisc size={28} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="text-13 font-semibold">{title}</p>
        <p className="text-12 text-text-2">{detail}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="flex gap-1">
          {seats.map((seat) => {
            const state: SeatState = waiting.states[seat.id] ?? "due";
            return <Seat key={seat.id} label={seat.label} size={20} state={state} />;
          })}
        </span>
        <span className="figures text-12 text-text-2">{needed}</span>
        {judgeNow ? <JudgeNow {...judgeNow} /> : null}
      </div>
    </section>
  );
}

/** Does not wait for the rest: what comes later is kept and not in this verdict. */
function JudgeNow({ words, disabled }: { words: string; disabled: boolean }) {
  const { turnId } = useTurnContext();
  const { judgeAgain } = useTurnActions(turnId);
  return (
    <Button
      className="figures"
      disabled={disabled || judgeAgain.isPending || judgeAgain.isSuccess}
      data-tip={disabled ? "Two answers are needed to compare" : undefined}
      onClick={() => judgeAgain.mutate({}, tellProblem)}
    >
      {words}
    </Button>
  );
}
