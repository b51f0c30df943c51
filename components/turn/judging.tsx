"use client";

import { lazy } from "react";
import type { TurnState } from "@/lib/core/turn";
import { Late } from "./late";
import { Matrix } from "./matrix";
import { PointsSection } from "./points-section";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { shownVerdict } from "./use-rows";
import { isComplete, type PointFilter, type Row } from "./view/matrix";
import type { ViewState } from "./view-state";

/** It stands under everything else of the points, so its code may come last. */
const JudgeFacts = lazy(async () => ({ default: (await import("./judge-facts")).JudgeFacts }));

/** Only while a judge waits. */
const JudgeRow = lazy(async () => ({ default: (await import("./judge-row")).JudgeRow }));

type JudgingProps = {
  rows: readonly Row[];
  view: ViewState;
  filter: PointFilter;
  onFilter: (filter: PointFilter) => void;
};

/** The judge's part: it waits, its points arrive, or the whole list stands. Nothing when no judge worked. */
export function Judging({ rows, view, filter, onFilter }: JudgingProps) {
  const { turnId } = useTurnContext();
  const judging = useDerived(turnId, judgingOf);
  if (!judging || judging.stage === "none") return null;
  if (judging.stage === "waiting") {
    return (
      <Late room="h-16">
        <JudgeRow />
      </Late>
    );
  }
  if (judging.stage === "arriving") {
    return (
      <section aria-label="Points so far">
        <Matrix rows={rows} view={view} arriving />
      </section>
    );
  }
  return (
    <>
      <PointsSection dropped={judging.dropped} rows={rows} view={view} filter={filter} onFilter={onFilter} />
      <Late>
        <JudgeFacts />
      </Late>
    </>
  );
}

function judgingOf(turn: TurnState) {
  const verdict = shownVerdict(turn);
  const running = turn.status === "running";
  if (!verdict) return { stage: running ? ("waiting" as const) : ("none" as const), dropped: [] };
  if (verdict.failure) return { stage: "none" as const, dropped: [] };
  if (running && !isComplete(verdict)) return { stage: "arriving" as const, dropped: [] };
  const isEmpty = verdict.points.length === 0 && verdict.dropped.length === 0;
  const stage = isEmpty && verdict.truncated === null ? ("none" as const) : ("whole" as const);
  return { stage, dropped: verdict.dropped };
}
