"use client";

import { type KeyboardEvent, lazy, type ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { useTurn } from "@/lib/client/use-turn";
import { Judging } from "./judging";
import { Late } from "./late";
import { Panes, PanesHead } from "./panes";
import { Result, useHasResult } from "./result";
import { useTurnContext } from "./turn-context";
import type { Order } from "./use-order";
import { phoneQuery } from "./use-phone";
import type { PointFilter, Row } from "./view/matrix";
import type { TurnTab, ViewState } from "./view-state";

/** It stands last on the page, so its code may come last too. */
const SourceTable = lazy(async () => ({ default: (await import("./source-table")).SourceTable }));

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
  "panes-first": ["answers", "points", "final", "sources"],
  "answer-first": ["final", "points", "answers", "sources"],
};

/** The parts of a turn in their order: final answer, points, answers, sources. Keyed, so that a new order keeps their state. */
export function TurnSections(props: SectionsProps) {
  const { view, rows, running, order, tabbed, filter, onFilter, onGoToPoint } = props;
  const hasResult = useHasResult();
  const answerFirst = order === "answer-first";
  const parts: Record<TurnTab, ReactNode> = {
    final: hasResult ? <Result rows={rows} view={view} onGoToPoint={onGoToPoint} /> : null,
    points: <Judging rows={rows} view={view} filter={filter} onFilter={onFilter} />,
    answers: (
      <section aria-label="Answers">
        {answerFirst ? <PanesHead view={view} /> : null}
        <Panes view={view} running={running} />
      </section>
    ),
    sources: running ? null : <SourcesPart />,
  };
  return (
    <>
      {tabbed ? <TurnTabs view={view} points={rows.length} /> : null}
      <div className={answerFirst ? "flex flex-col gap-14" : "flex flex-col gap-4"}>
        {orders[order].map((part) => (
          <TurnPart key={part} part={part} tabbed={tabbed} shown={view.tab === part}>
            {parts[part]}
          </TurnPart>
        ))}
      </div>
    </>
  );
}

function SourcesPart() {
  const { turnId } = useTurnContext();
  const hasSources = useTurn(turnId, (turn) => turn.sources.length > 0);
  if (!hasSources) return null;
  return (
    <Late>
      <SourceTable />
    </Late>
  );
}

type TurnPartProps = { part: TurnTab; tabbed: boolean; shown: boolean; children: ReactNode };

/** The same element with and without tabs, so that nothing is drawn anew when the width changes. */
function TurnPart({ part, tabbed, shown, children }: TurnPartProps) {
  const { turnId } = useTurnContext();
  const phone = useMediaQuery(phoneQuery);
  const role = tabbed && phone ? { role: "tabpanel", "aria-labelledby": tabId(turnId, part) } : {};
  return (
    <div
      {...role}
      id={`${tabId(turnId, part)}-panel`}
      className={cx("empty:hidden", tabbed && !shown && "max-sm:hidden")}
    >
      {children}
    </div>
  );
}

function tabId(turnId: string, part: TurnTab): string {
  return `tab-${turnId}-${part}`;
}

/** Under 640 px a finished turn shows one of its parts at a time. */
function TurnTabs({ view, points }: { view: ViewState; points: number }) {
  const { turnId, seats, change } = useTurnContext();
  const sources = useTurn(turnId, (turn) => turn.sources.length) ?? 0;
  const tabs = [
    { value: "final" as const, label: "Final answer" },
    ...(points > 0 ? [{ value: "points" as const, label: "Points", count: points }] : []),
    { value: "answers" as const, label: "Answers", count: seats.length },
    ...(sources > 0 ? [{ value: "sources" as const, label: "Sources", count: sources }] : []),
  ];

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === view.tab);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    change({ type: "choose-tab", tab: next.value });
    document.getElementById(tabId(turnId, next.value))?.focus();
  }

  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label="Parts of the turn"
      onKeyDown={move}
      className="sticky top-[52px] z-10 -mx-4 flex border-b border-line bg-canvas px-4 sm:hidden"
    >
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={tabId(turnId, tab.value)}
          aria-selected={view.tab === tab.value}
          aria-controls={`${tabId(turnId, tab.value)}-panel`}
          tabIndex={view.tab === tab.value ? 0 : -1}
          onClick={() => change({ type: "choose-tab", tab: tab.value })}
          className={cx(
            "-mb-px flex h-11 flex-1 items-center justify-center gap-1.5 border-b-2 px-2 text-14 whitespace-nowrap focus-visible:-outline-offset-2",
            view.tab === tab.value ? "border-ink font-medium text-text" : "border-transparent text-text-2",
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="figures font-normal text-text-3">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
