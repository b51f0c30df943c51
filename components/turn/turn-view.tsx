"use client";
import "katex/dist/katex.min.css";
import "./turn.css";
import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import type { ModelLabels } from "@/components/conversation/model-label";
import { cx } from "@/components/ui/cx";
import { useFollowTurn, useTurn } from "@/lib/client/use-turn";
import { askedPanel, isSolo } from "@/lib/core/asked-seats";
import { currentVerdict, type TurnState } from "@/lib/core/turn";
import { goToMark, goToPoint } from "./go-to";
import { Late } from "./late";
import { Pills } from "./pills";
import { Question } from "./question";
import { useHasResult } from "./result";
import { RouteLine } from "./route-line";
import { StatusLine } from "./status-line";
import { tellRefusal } from "./tell-refusal";
import { TurnContext, type TurnContextValue, useTurnContext } from "./turn-context";
import { TurnSections } from "./turn-sections";
import { useContentBox } from "./use-content-box";
import { isSteady } from "./use-deciding";
import { useDerived } from "./use-derived";
import { useDoneNotice } from "./use-done-notice";
import { useKnownLabels } from "./use-known-labels";
import { useOrder } from "./use-order";
import { usePointFilter } from "./use-point-filter";
import { shownVerdict, useRows } from "./use-rows";
import { useTurnKeys } from "./use-turn-keys";
import { namedPanelists } from "./view/names";
import { changeView, firstView, type ViewState } from "./view-state";

/** Most pages show turns that no longer run. */
const StageLine = lazy(async () => ({ default: (await import("./stage-line")).StageLine }));
/** Most turns on a page stand still. */
const TurnAnnouncements = lazy(async () => ({ default: (await import("./turn-announcements")).TurnAnnouncements }));
/** Most turns are judged, so the code of the others comes when there is one. */
const SoloSection = lazy(async () => ({ default: (await import("./solo-section")).SoloSection }));
/** One element for all times: React would take away what the server drew if it were given another before the code is there. */
const alonePart = (
  <Suspense>
    <SoloSection />
  </Suspense>
);

export type TurnViewProps = {
  turnId: string;
  /** Counted from 0 in its conversation. */
  index: number;
  /** Earlier turns cost no layout while they are off the screen. */
  last: boolean;
  labels: ModelLabels;
  localModels: ReadonlySet<string>;
};

/** One turn, from the question to the answers; it follows the turn while it runs. */
export function TurnView({ turnId, index, last, labels: stored, localModels }: TurnViewProps) {
  useFollowTurn(turnId, tellRefusal);
  useDoneNotice(turnId);
  const labels = useKnownLabels(stored);
  const panel = useDerived(turnId, askedPanel);
  const [view, change] = useReducer(changeView, firstView);
  const context = useMemo(
    () => (panel ? { turnId, seats: namedPanelists(panel, labels), labels, localModels, change } : null),
    [turnId, panel, labels, localModels],
  );
  if (!context) return null;
  return (
    <TurnContext value={context}>
      <TurnPage context={context} view={view} index={index} last={last} />
    </TurnContext>
  );
}

const hasFinalText = (turn: TurnState) => Boolean(currentVerdict(turn)?.finalAnswer.text);
const headOf = ({ question, startedAt, panel, status, labels }: TurnState) => ({
  question,
  startedAt,
  panel,
  status,
  ...(labels ? { labels } : {}),
});

type TurnPageProps = { context: TurnContextValue; view: ViewState; index: number; last: boolean };

function TurnPage({ context, view, index, last }: TurnPageProps) {
  const { turnId, change } = context;
  const element = useRef<HTMLElement>(null);
  const head = useDerived(turnId, headOf);
  const hasAnswer = Boolean(useDerived(turnId, hasFinalText));
  const running = head?.status === "running";
  const steady = Boolean(useDerived(turnId, isSteady));
  const hasResult = useHasResult();
  const alone = Boolean(useDerived(turnId, isSolo));
  const order = useOrder(element, hasResult, !alone);
  const rows = useRows(turnId);
  const [filter, setFilter] = usePointFilter(index);
  useTurnKeys({ turn: element, context, view, running });
  useContentBox(element, view.maximised !== null);
  useFollowedQuote(turnId, view);

  const goToRow = useCallback(
    (pointId: string) => {
      setFilter("all");
      change({ type: "open-point", pointId });
      requestAnimationFrame(() => requestAnimationFrame(() => goToPoint(turnId, pointId)));
    },
    [turnId, change, setFilter],
  );
  if (!head) return null;
  const answerFirst = order === "answer-first";
  return (
    <article
      ref={element}
      data-turn={turnId}
      aria-label={`Turn ${index + 1}`}
      className={turnClass(answerFirst, !last && !running && mayDefer(view))}
    >
      <Question turn={head} first={index === 0} large={answerFirst || alone} />
      <TurnFacts running={running} />
      <Spoken />
      {alone ? (
        alonePart
      ) : (
        <TurnSections
          view={view}
          rows={rows}
          running={running}
          order={order}
          tabbed={answerFirst && steady}
          filter={filter}
          onFilter={setFilter}
          onGoToPoint={goToRow}
        />
      )}
      <Pills view={view} rows={rows} answerWaits={hasAnswer && !answerFirst} turn={element} />
    </article>
  );
}

function turnClass(answerFirst: boolean, deferred: boolean): string {
  return cx("turn flex flex-col", answerFirst ? "gap-5" : "gap-4", deferred && "defer-paint");
}

/** Containment would also hold a maximised pane and the floating pills. */
function mayDefer(view: ViewState): boolean {
  return view.maximised === null && view.followed === null;
}

/** How far a turn is, or its facts; then who was chosen to answer it. */
function TurnFacts({ running }: { running: boolean }) {
  return (
    <>
      {running ? (
        <Late className="contents" room="h-[50px]">
          <StageLine />
        </Late>
      ) : (
        <FinishedLine />
      )}
      <RouteLine />
    </>
  );
}

/** What changes in a turn is told to screen readers, from the first state that was on this page. */
function Spoken() {
  const { turnId } = useTurnContext();
  const select = useMemo(() => firstOnceChanging(), []);
  const from = useTurn(turnId, select);
  return from ? (
    <Suspense>
      <TurnAnnouncements from={from} />
    </Suspense>
  ) : null;
}

/** Gives the first state of a turn that runs or has changed; null = it stands still. */
function firstOnceChanging(): (turn: TurnState) => TurnState | null {
  let first: TurnState | null = null;
  return (turn) => {
    first ??= turn;
    // A short run may be over before it was ever seen running.
    return turn.status === "running" || turn.lastSeq !== first.lastSeq ? first : null;
  };
}

/** The facts of a turn that no longer runs. */
function FinishedLine() {
  const { turnId } = useTurnContext();
  const turn = useTurn(turnId, (turn) => turn);
  return turn ? <StatusLine turn={turn} verdict={shownVerdict(turn)} /> : null;
}

/** Goes to the marked words whenever a quote is followed, as soon as its pane is drawn. */
function useFollowedQuote(turnId: string, { followed, followCount }: ViewState): void {
  const panelistId = followed?.panelistId;
  useEffect(() => {
    if (!panelistId || followCount === 0) return;
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => goToMark(turnId, panelistId));
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [turnId, panelistId, followCount]);
}
