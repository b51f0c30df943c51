"use client";

import { ArrowDown, RotateCcw, Scissors } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import { useTurnActions } from "@/lib/client/turn-actions";
import { useTurn } from "@/lib/client/use-turn";
import type { AnswerState } from "@/lib/core/turn";
import type { TextRange } from "./markdown/inline-pieces";
import { Markdown } from "./markdown/markdown";
import { PaneTools } from "./pane-tools";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useCalm, useOnScreen } from "./use-calm";
import { useNow } from "./use-now";
import { usePaneScroll } from "./use-pane-scroll";
import { useSourceChips } from "./use-source-chips";
import type { Named } from "./view/names";
import { cutOffWords, failureWords } from "./view/notices";
import { isBusy, type PaneStatus, reasoningTitle } from "./view/pane-facts";
import type { Followed } from "./view-state";

type BodyProps = { seat: Named; answer: AnswerState; status: PaneStatus; followed: Followed | null };

const noRanges: readonly TextRange[] = [];

/** The words of one answer in their own scroll: reasoning, text, and what came in the way. */
export function PaneBody({ seat, answer, status, followed }: BodyProps) {
  const live = isBusy(status);
  const { frame, toEnd } = usePaneScroll(live);
  const { onScreen, watch } = useOnScreen();
  const text = useCalm(answer.text, onScreen || !live);
  const ranges = useRanges(followed, answer.attempt);
  const chips = useSourceChips();
  return (
    <div ref={frame} className="pane-fades min-h-0 flex-1">
      <article
        ref={watch}
        data-scroller
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={`Answer of ${seat.label}`}
        className="scroll-thin h-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
      >
        <div className="flex max-w-[760px] flex-col gap-3 p-4">
          {answer.reasoning ? <Reasoning answer={answer} live={live} /> : null}
          <PaneTools answer={answer} live={live} />
          {text ? (
            <Markdown text={text} ranges={ranges} live={status === "writing"} className="pane-prose" {...chips} />
          ) : null}
          {live && !text && !answer.reasoning && answer.toolCalls.length === 0 ? <Waiting /> : null}
          {live ? null : <Outcome seat={seat} answer={answer} status={status} />}
        </div>
      </article>
      <button
        type="button"
        onClick={toEnd}
        className="pane-newest absolute bottom-3 left-1/2 z-2 h-7 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 text-12 font-medium shadow-3 hover:bg-hover"
      >
        <ArrowDown aria-hidden size={14} strokeWidth={1.75} />
        Newest
      </button>
    </div>
  );
}

function useRanges(followed: Followed | null, attempt: number): readonly TextRange[] {
  return useMemo(() => {
    if (!followed || followed.attempt !== attempt) return noRanges;
    return followed.parts.map((part) => ({ ...part, kind: "quote" as const }));
  }, [followed, attempt]);
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2.5 pt-1.5">
      <Skeleton className="w-11/12" />
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
    </div>
  );
}

/** What the model thought before it wrote: open while it thinks, folded as soon as words come. */
function Reasoning({ answer, live }: { answer: AnswerState; live: boolean }) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const thinking = live && answer.timing.firstTextAt === null;
  const now = useNow(thinking);
  return (
    <Disclosure
      summary={reasoningTitle(answer, now)}
      open={chosen ?? thinking}
      onOpenChange={setChosen}
      summaryClassName="w-full"
    >
      <p className="mt-2 ml-2 border-l-2 border-line pl-3 text-13 leading-5 whitespace-pre-wrap text-text-3 [overflow-wrap:anywhere]">
        {answer.reasoning}
      </p>
    </Disclosure>
  );
}

const Outcome = memo(function Outcome({ seat, answer, status }: Omit<BodyProps, "followed">) {
  switch (status) {
    case "cut_off":
      return <CutOff answer={answer} />;
    case "refused":
      return (
        <p className="text-13 leading-5">The model declined to answer. It counts as absent, not as disagreement.</p>
      );
    case "failed":
      return <Failed seat={seat} answer={answer} />;
    case "stopped":
      return (
        <p className="text-13 leading-5 text-text-3">
          {answer.text ? "Stopped here. What was written is kept." : "Stopped before the first word."}
        </p>
      );
    case "done":
      return answer.text ? null : <p className="text-13 text-text-3">The model finished without any text.</p>;
    case "queued":
    case "searching":
    case "thinking":
    case "writing":
      return null;
  }
});

function CutOff({ answer }: { answer: AnswerState }) {
  const { turnId } = useTurnContext();
  const reason = useTurn(turnId, (turn) => cutOffWords(turn, answer));
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="flex items-start gap-1.5 text-12 font-medium text-attention">
        <Scissors aria-hidden size={14} strokeWidth={1.75} className="mt-px shrink-0" />
        {reason}
      </p>
      {answer.failure ? <Details failure={answer.failure} /> : null}
    </div>
  );
}

function Failed({ seat, answer }: { seat: Named; answer: AnswerState }) {
  const { turnId } = useTurnContext();
  const { retryPanelist } = useTurnActions(turnId);
  return (
    <div role="alert" className="flex flex-col items-start gap-3">
      <p className="text-13 leading-5 [overflow-wrap:anywhere]">
        {failureWords(answer)} {answer.text ? "" : "Nothing was written."}
      </p>
      <Button
        size="sm"
        icon={<RotateCcw aria-hidden size={14} strokeWidth={1.75} />}
        disabled={retryPanelist.isPending}
        onClick={() => retryPanelist.mutate(seat.id, tellProblem)}
      >
        Retry
      </Button>
      {answer.failure ? <Details failure={answer.failure} /> : null}
    </div>
  );
}

function Details({ failure }: { failure: NonNullable<AnswerState["failure"]> }) {
  return (
    <Disclosure summary="Details" summaryClassName="text-12">
      <p className="mt-1 font-mono text-11 text-text-3 [overflow-wrap:anywhere]">
        {failure.code}
        {failure.httpStatus ? `, HTTP ${failure.httpStatus}` : ""}: {failure.message}
      </p>
    </Disclosure>
  );
}
