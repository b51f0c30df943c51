"use client";

import { useState } from "react";
import { usePageClock } from "@/components/conversation/page-clock";
import { cx } from "@/components/ui/cx";
import { labelPairs } from "@/lib/core/label-pairs";
import type { ProgramLabels } from "@/lib/core/program-labels";
import type { TurnState } from "@/lib/core/turn";
import { formatMoment } from "./view/day";

type QuestionProps = {
  turn: Pick<TurnState, "question" | "startedAt" | "panel" | "labels">;
  first: boolean;
  large: boolean;
};

const longQuestion = 420;

/** What was asked, when, and of whom. The first question is the page's heading. */
export function Question({ turn, first, large }: QuestionProps) {
  const [unfolded, setUnfolded] = useState(false);
  const { now, minutesEast } = usePageClock();
  const isLong = turn.question.length > longQuestion || turn.question.split("\n").length > 6;
  const Heading = first ? "h1" : "h2";
  return (
    <header className="flex flex-col gap-2">
      <Heading
        className={cx(
          "title-face max-w-[760px] whitespace-pre-wrap [overflow-wrap:anywhere]",
          isLong ? "text-18" : large ? "text-22 sm:text-28" : "text-22",
          isLong && !unfolded && "line-clamp-6",
        )}
      >
        {turn.question}
      </Heading>
      {isLong ? (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="self-start text-12 font-medium text-accent hover:underline"
        >
          {unfolded ? "Show less" : "Show the whole question"}
        </button>
      ) : null}
      {large ? (
        <p className="text-13 text-text-3">
          {formatMoment(turn.startedAt, now, minutesEast)} · {turn.panel.name}
        </p>
      ) : null}
      <Labels labels={turn.labels} />
    </header>
  );
}

/** What the program that asked has sent to be kept. */
function Labels({ labels }: { labels: ProgramLabels | undefined }) {
  if (!labels) return null;
  return (
    <dl aria-label="Sent with the question" className="flex flex-wrap gap-x-4 gap-y-1 text-12">
      {labelPairs(labels).map(([name, value], index) => (
        <div key={`${index} ${name}`} className="min-w-0 [overflow-wrap:anywhere]">
          <dt className="mr-1.5 inline text-text-3">{name}</dt>
          <dd className="inline text-text-2">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
