"use client";

import { ArrowDown } from "lucide-react";
import type { AnswerState } from "@/lib/core/turn";
import { AnswerContent } from "./answer-content";
import { useOnScreen } from "./use-calm";
import { usePaneScroll } from "./use-pane-scroll";
import type { Named } from "./view/names";
import { isBusy, type PaneStatus } from "./view/pane-facts";
import type { Followed } from "./view-state";

type BodyProps = { seat: Named; answer: AnswerState; status: PaneStatus; followed: Followed | null };

/** The words of one answer in their own scroll: reasoning, text, and what came in the way. */
export function PaneBody({ seat, answer, status, followed }: BodyProps) {
  const live = isBusy(status);
  const { frame, toEnd } = usePaneScroll(live);
  const { onScreen, watch } = useOnScreen();
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
          <AnswerContent {...{ seat, answer, status, followed, onScreen }} proseClass="pane-prose" />
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
