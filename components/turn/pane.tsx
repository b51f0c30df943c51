"use client";

import { memo } from "react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import { useTurn } from "@/lib/client/use-turn";
import { type AnswerState, currentAnswer, type TurnState } from "@/lib/core/turn";
import { paneId } from "./element-ids";
import { StatusIcon, statusTones } from "./glyphs";
import { PaneBody } from "./pane-body";
import { PaneFooter } from "./pane-footer";
import { useTurnContext } from "./turn-context";
import type { Named } from "./view/names";
import { isBusy, type PaneStatus, paneStatus, statusWord } from "./view/pane-facts";
import type { Followed } from "./view-state";

export type PaneProps = {
  seat: Named;
  /** The attempt to show; the newest when nothing is chosen. */
  attempt: number | undefined;
  running: boolean;
  followed: Followed | null;
  maximised: boolean;
  pinned: boolean;
};

/** What one panelist wrote: who, the words in their own scroll, and the facts. */
export const Pane = memo(function Pane({ seat, attempt, running, followed, maximised, pinned }: PaneProps) {
  const { turnId } = useTurnContext();
  const answer = useTurn(turnId, (turn) => answerOf(turn, seat.id, attempt));
  if (!answer) return null;
  const status = paneStatus(answer, running);
  const about = [seat.label, seat.role, statusWord(status).toLowerCase()].filter(Boolean).join(", ");
  return (
    <section
      id={paneId(turnId, seat.id)}
      data-pane={seat.id}
      aria-label={about}
      aria-busy={isBusy(status)}
      className="flex h-full min-w-0 flex-col border-line not-first:border-l"
    >
      <PaneHeader seat={seat} status={status} />
      <PaneBody seat={seat} answer={answer} status={status} followed={followed} />
      <PaneFooter seat={seat} answer={answer} status={status} maximised={maximised} pinned={pinned} />
    </section>
  );
});

function answerOf(turn: TurnState, panelistId: string, attempt: number | undefined): AnswerState | null {
  const chosen = turn.answers.find((answer) => answer.panelistId === panelistId && answer.attempt === attempt);
  return chosen ?? currentAnswer(turn, panelistId);
}

const PaneHeader = memo(function PaneHeader({ seat, status }: { seat: Named; status: PaneStatus }) {
  return (
    <header className="flex h-15 shrink-0 items-center gap-3 border-b border-line px-4">
      <Seat label={seat.label} size={32} className="max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 flex-1 truncate text-13 font-semibold" data-tip={seat.label}>
            {seat.label}
          </h3>
          <StatusChip status={status} />
        </div>
        <p className="truncate text-12 text-text-3">{seat.role}</p>
      </div>
    </header>
  );
});

/** An icon and one word, no background. */
function StatusChip({ status }: { status: PaneStatus }) {
  return (
    <span className={cx("inline-flex shrink-0 items-center gap-1.5 text-12 font-medium", statusTones[status])}>
      <StatusIcon status={status} />
      {statusWord(status)}
    </span>
  );
}
