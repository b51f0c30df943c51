"use client";

import { Check, Square, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import { useTurnActions } from "@/lib/client/turn-actions";
import { tellProblem } from "./show-problem";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { useNow } from "./use-now";
import { elapsedWords, spentOf } from "./view/spent";
import { type Stage, type StageMark, stagesOf } from "./view/stages";

/** How far a running turn is: three stages, time, cost, and the way to stop it. Sticks under the top bar. */
export function StageLine() {
  const { turnId } = useTurnContext();
  const stages = useDerived(turnId, stagesOf);
  if (!stages) return null;
  const active = stages.find((stage) => stage.mark === "active") ?? stages.at(-1);
  return (
    <section
      aria-label="Progress"
      className="sticky top-[52px] z-10 -mx-4 border-b border-line bg-canvas px-4 py-2 sm:mx-0 sm:rounded-10 sm:border sm:bg-surface sm:shadow-1"
    >
      <div className="flex h-8 items-center gap-3">
        <div className="flex min-w-0 flex-1 items-center gap-3 max-sm:hidden">
          {stages.map((stage, index) => (
            <Fragment key={stage.key}>
              {index > 0 ? <Track share={stages[index - 1]?.share ?? 0} /> : null}
              <StageWord stage={stage} />
            </Fragment>
          ))}
        </div>
        <div className="min-w-0 flex-1 sm:hidden">{active ? <StageWord stage={active} /> : null}</div>
        <Spent />
        <StopAll alone={stages.length === 1} />
      </div>
      <div aria-hidden className="mt-2 mb-1 flex gap-1 sm:hidden">
        {stages.map((stage, index) => (
          <Bar key={stage.key} stage={stage} wide={index === 0} />
        ))}
      </div>
    </section>
  );
}

function StageWord({ stage }: { stage: Stage }) {
  return (
    <span className={cx("flex min-w-0 items-center gap-2 text-13", stage.mark === "waiting" && "text-text-2")}>
      <Mark mark={stage.mark} />
      <span className={stage.mark === "active" ? "font-semibold" : "font-medium"}>{stage.word}</span>
      {stage.count ? <span className="figures truncate text-text-2">{stage.count}</span> : null}
    </span>
  );
}

function Mark({ mark }: { mark: StageMark }) {
  if (mark === "active") return <Spinner size={18} />;
  if (mark === "warning") {
    return <TriangleAlert aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-attention" />;
  }
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex size-[18px] shrink-0 items-center justify-center rounded-full border-[1.5px]",
        mark === "done" ? "border-text-2 text-text-2" : "border-line-strong",
      )}
    >
      {mark === "done" ? <Check size={11} strokeWidth={2.25} /> : null}
    </span>
  );
}

function Track({ share }: { share: number }) {
  return (
    <span aria-hidden className="h-0.5 w-18 min-w-4 shrink overflow-hidden rounded-full bg-line-strong">
      <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function Bar({ stage, wide }: { stage: Stage; wide: boolean }) {
  return (
    <span className={cx("h-1 overflow-hidden rounded-full bg-line-strong", wide ? "grow-2 basis-2" : "grow basis-1")}>
      <span className="block h-full bg-accent" style={{ width: `${stage.share * 100}%` }} />
    </span>
  );
}

function Spent() {
  const { turnId } = useTurnContext();
  const spent = useDerived(turnId, spentOf);
  const now = useNow(spent?.running ?? false);
  if (!spent) return null;
  const time = elapsedWords(spent, now);
  return (
    <span className="figures shrink-0 text-13 text-text-2">
      {time}
      {spent.cost ? <span className="max-sm:hidden">{`${time ? " · " : ""}${spent.cost}`}</span> : null}
    </span>
  );
}

function StopAll({ alone }: { alone: boolean }) {
  const { turnId } = useTurnContext();
  const { stop } = useTurnActions(turnId);
  return (
    <Button
      size="sm"
      className="sm:h-7"
      disabled={stop.isPending || stop.isSuccess}
      icon={<Square aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => stop.mutate(undefined, tellProblem)}
      data-stop
    >
      <span>Stop{alone ? null : <span className="max-sm:sr-only"> all</span>}</span>
    </Button>
  );
}
