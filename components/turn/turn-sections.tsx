"use client";

import { Fragment, type ReactNode } from "react";
import { Tabs } from "@/components/ui/tabs";
import { Judging } from "./judging";
import { Panes, PanesHead } from "./panes";
import { Result, useHasResult } from "./result";
import { useTurnContext } from "./turn-context";
import type { Order } from "./use-order";
import type { PointFilter, Row } from "./view/matrix";
import type { TurnTab, ViewState } from "./view-state";

type SectionsProps = {
  view: ViewState;
  rows: readonly Row[];
  running: boolean;
  order: Order;
  /** On a phone the parts of a finished turn are tabs. */
  tabbed: boolean;
  filter: PointFilter;
  onFilter: (filter: PointFilter) => void;
  onGoToPoint: (pointId: string) => void;
};

const orders: Record<Order, readonly TurnTab[]> = {
  "panes-first": ["answers", "points", "final"],
  "answer-first": ["final", "points", "answers"],
};

/** The three parts of a turn in their order: final answer, points, answers. Keyed, so that a new order keeps their state. */
export function TurnSections(props: SectionsProps) {
  const { view, rows, running, order, tabbed, filter, onFilter, onGoToPoint } = props;
  const hasResult = useHasResult();
  const answerFirst = order === "answer-first";
  const parts: Record<TurnTab, ReactNode> = {
    final: hasResult ? <Result rows={rows} view={view} onGoToPoint={onGoToPoint} /> : null,
    points: <Judging rows={rows} view={view} filter={filter} onFilter={onFilter} />,
    answers: (
      <section aria-label="Answers">
        {answerFirst && !tabbed ? <PanesHead view={view} /> : null}
        <Panes view={view} running={running} />
      </section>
    ),
  };
  if (tabbed) return <TurnTabs view={view} parts={parts} points={rows.length} />;
  return orders[order].map((part) =>
    parts[part] === null ? (
      <Fragment key={part} />
    ) : (
      <div key={part} className={answerFirst ? "not-first:mt-9 empty:hidden" : "empty:hidden"}>
        {parts[part]}
      </div>
    ),
  );
}

function TurnTabs({ view, parts, points }: { view: ViewState; parts: Record<TurnTab, ReactNode>; points: number }) {
  const { seats, change } = useTurnContext();
  const panel = (part: TurnTab) => <div className="pt-4">{parts[part]}</div>;
  return (
    <Tabs
      label="Parts of the turn"
      listClassName="sticky top-[52px] z-10 -mx-4 bg-canvas px-4"
      value={view.tab}
      onChange={(tab) => change({ type: "choose-tab", tab })}
      tabs={[
        { value: "final", label: "Final answer", panel: panel("final") },
        ...(points > 0 ? [{ value: "points" as const, label: "Points", count: points, panel: panel("points") }] : []),
        { value: "answers", label: "Answers", count: seats.length, panel: panel("answers") },
      ]}
    />
  );
}
