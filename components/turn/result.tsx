"use client";

import { cx } from "@/components/ui/cx";
import { useTurn } from "@/lib/client/use-turn";
import { isSolo } from "@/lib/core/asked-seats";
import type { TurnState } from "@/lib/core/turn";
import { FinalAnswer } from "./final-answer";
import { Notices } from "./notices";
import { Sources } from "./sources";
import { useTurnContext } from "./turn-context";
import { shownVerdict } from "./use-rows";
import type { Row } from "./view/matrix";
import type { ViewState } from "./view-state";
import { DecisionsNotice } from "./write-anew";

type ResultProps = { rows: readonly Row[]; view: ViewState; onGoToPoint: (pointId: string) => void };

/** What is missing, then the final answer, with its sources in the margin. */
export function Result({ rows, view, onGoToPoint }: ResultProps) {
  const { turnId } = useTurnContext();
  const turn = useTurn(turnId, (turn) => turn);
  if (!turn) return null;
  const verdict = shownVerdict(turn);
  const notices =
    turn.status === "running" ? null : (
      <>
        <Notices turn={turn} verdict={verdict} />
        <DecisionsNotice />
      </>
    );
  if (!verdict || !hasFinalAnswer(verdict)) return <div className="max-w-[680px] empty:hidden">{notices}</div>;
  const hasSources = turn.sources.length > 0;
  return (
    <div className={cx("grid gap-x-16 gap-y-8", hasSources && "xl:grid-cols-[minmax(0,680px)_minmax(0,1fr)]")}>
      <div className="flex max-w-[680px] min-w-0 flex-col gap-5">
        {notices}
        <FinalAnswer
          turn={turn}
          verdict={verdict}
          rows={rows}
          pointId={view.followed?.pointId ?? null}
          onGoToPoint={onGoToPoint}
        />
      </div>
      {hasSources ? <Sources sources={turn.sources} text={verdict.finalAnswer.text} /> : null}
    </div>
  );
}

/** Whether a turn has anything to show in its result. */
export function useHasResult(): boolean {
  const { turnId } = useTurnContext();
  return useTurn(turnId, hasResult) ?? false;
}

function hasResult(turn: TurnState): boolean {
  return !isSolo(turn) && (turn.status !== "running" || turn.verdicts.some(hasFinalAnswer));
}

function hasFinalAnswer({ finalAnswer }: { finalAnswer: { status: string; text: string } }): boolean {
  return finalAnswer.text !== "" || finalAnswer.status === "writing";
}
