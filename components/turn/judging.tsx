"use client";

import { lazy } from "react";
import type { TurnState, VerdictState } from "@/lib/core/turn";
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
  if (!judging) return null;
  return (
    <>
      {judging.waits ? (
        <Late className="not-last:mb-8" room="h-16">
          <JudgeRow />
        </Late>
      ) : null}
      {judging.stage === "none" ? null : (
        <Points
          stage={judging.stage}
          dropped={judging.dropped}
          rows={rows}
          view={view}
          filter={filter}
          onFilter={onFilter}
        />
      )}
    </>
  );
}

type PointsProps = JudgingProps & { stage: "arriving" | "whole"; dropped: VerdictState["dropped"] };

function Points({ stage, dropped, rows, view, filter, onFilter }: PointsProps) {
  if (stage === "arriving") {
    return (
      <section aria-label="Points so far">
        <Matrix rows={rows} view={view} arriving />
      </section>
    );
  }
  return (
    <>
      <PointsSection dropped={dropped} rows={rows} view={view} filter={filter} onFilter={onFilter} />
      <Late>
        <JudgeFacts />
      </Late>
    </>
  );
}

/** While more of the panel is asked the judge waits once more, and what it said of those before stands. */
function judgingOf(turn: TurnState): {
  waits: boolean;
  stage: "none" | PointsProps["stage"];
  dropped: PointsProps["dropped"];
} {
  const verdict = shownVerdict(turn);
  const running = turn.status === "running";
  const waits = running && (!verdict || turn.isWidened === true);
  if (!verdict || verdict.failure) return { waits, stage: "none", dropped: [] };
  if (running && !isComplete(verdict)) return { waits, stage: "arriving", dropped: [] };
  const isEmpty = verdict.points.length === 0 && verdict.dropped.length === 0;
  return { waits, stage: isEmpty && verdict.truncated === null ? "none" : "whole", dropped: verdict.dropped };
}
