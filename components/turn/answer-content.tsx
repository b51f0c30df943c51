"use client";

import { RotateCcw, Scissors } from "lucide-react";
import { lazy, memo, Suspense, useMemo, useState } from "react";
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
import { useCalm } from "./use-calm";
import { useNow } from "./use-now";
import { useSourceChips } from "./use-source-chips";
import type { Named } from "./view/names";
import { cutOffWords, failureWords } from "./view/notices";
import { isBusy, type PaneStatus, reasoningTitle } from "./view/pane-facts";
import type { Followed } from "./view-state";

type ContentProps = {
  seat: Named;
  answer: AnswerState;
  status: PaneStatus;
  followed: Followed | null;
  proseClass: string;
  headingLevel?: 3 | 4;
  /** Hidden words are painted less often. */
  onScreen?: boolean;
};

/** Few answers have waited for anything. */
const PaneWaits = lazy(async () => ({ default: (await import("./pane-waits")).PaneWaits }));
const PaneTries = lazy(async () => ({ default: (await import("./pane-waits")).PaneTries }));
const ContextCut = lazy(async () => ({ default: (await import("./pane-waits")).ContextCut }));

const noRanges: readonly TextRange[] = [];

/** The reasoning, tools and words of one answer, and what came in the way. */
export function AnswerContent(props: ContentProps) {
  const { seat, answer, status, followed, proseClass, headingLevel = 4, onScreen = true } = props;
  const live = isBusy(status);
  const text = useCalm(answer.text, onScreen || !live);
  const ranges = useRanges(followed, answer.attempt);
  const chips = useSourceChips();
  return (
    <>
      {answer.reasoning ? <Reasoning answer={answer} live={live} /> : null}
      <PaneTools answer={answer} live={live} />
      {text ? (
        <Markdown
          text={text}
          ranges={ranges}
          live={status === "writing"}
          className={proseClass}
          headingLevel={headingLevel}
          {...chips}
        />
      ) : null}
      {live ? <Waiting answer={answer} hasText={text !== ""} /> : <Ended seat={seat} answer={answer} status={status} />}
    </>
  );
}

function useRanges(followed: Followed | null, attempt: number): readonly TextRange[] {
  return useMemo(() => {
    if (!followed || followed.attempt !== attempt) return noRanges;
    return followed.parts.map((part) => ({ ...part, kind: "quote" as const }));
  }, [followed, attempt]);
}

/** Nothing has come yet, and maybe why. */
function Waiting({ answer, hasText }: { answer: AnswerState; hasText: boolean }) {
  const isBlank = !hasText && !answer.reasoning && answer.toolCalls.length === 0;
  return (
    <>
      <Suspense>{answer.waits ? <PaneWaits answer={answer} /> : null}</Suspense>
      {isBlank ? <Bars /> : null}
    </>
  );
}

/** How it ended, and what came in the way. */
function Ended(props: Pick<ContentProps, "seat" | "answer" | "status">) {
  return (
    <>
      <Outcome {...props} />
      <Suspense>
        {props.answer.contextCut === undefined ? null : <ContextCut answer={props.answer} />}
        {props.answer.waits ? <PaneTries answer={props.answer} /> : null}
      </Suspense>
    </>
  );
}

function Bars() {
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

const Outcome = memo(function Outcome({ seat, answer, status }: Pick<ContentProps, "seat" | "answer" | "status">) {
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
