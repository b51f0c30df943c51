"use client";

import { Check, Copy, RotateCcw } from "lucide-react";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { Seat } from "@/components/ui/seat";
import { useCopied } from "@/components/ui/use-copied";
import { useTurnActions } from "@/lib/client/turn-actions";
import { useTurn } from "@/lib/client/use-turn";
import { isSolo, soloAnswer } from "@/lib/core/asked-seats";
import type { AnswerState, TurnState } from "@/lib/core/turn";
import { AnswerContent } from "./answer-content";
import { AskPanel } from "./ask-panel";
import { Late } from "./late";
import { Notices } from "./notices";
import { tellProblem } from "./show-problem";
import { Sources } from "./sources";
import { useTurnContext } from "./turn-context";
import type { Named } from "./view/names";
import { isBusy, paneStatus } from "./view/pane-facts";

const SourceTable = lazy(async () => ({ default: (await import("./source-table")).SourceTable }));

/** A turn that one model answers alone: its answer is the result. */
export function SoloSection() {
  const { turnId, seats } = useTurnContext();
  const turn = useTurn(turnId, (turn) => turn);
  if (!turn || !isSolo(turn)) return null;
  const isOver = turn.status !== "running";
  const hasSources = turn.sources.length > 0;
  return (
    <div className="flex flex-col gap-14">
      <div className="grid gap-x-16 gap-y-8 xl:grid-cols-[minmax(0,680px)_minmax(0,1fr)]">
        <div className="flex max-w-[680px] min-w-0 flex-col gap-5">
          {isOver ? <Notices turn={turn} verdict={null} /> : null}
          <AnswerOrChoice turn={turn} seats={seats} />
        </div>
        {hasSources ? <Sources sources={turn.sources} text={soloAnswer(turn)?.text ?? ""} /> : null}
      </div>
      {isOver && hasSources ? (
        <Late>
          <SourceTable />
        </Late>
      ) : null}
    </div>
  );
}

/** Before it was chosen who answers there is no answer; a turn that ended so can still be asked the panel. */
function AnswerOrChoice({ turn, seats }: { turn: TurnState; seats: readonly Named[] }) {
  const answer = soloAnswer(turn);
  const seat = seats.find(({ id }) => id === answer?.panelistId);
  if (answer && seat) return <Answer turn={turn} answer={answer} seat={seat} />;
  return turn.status === "running" ? null : (
    <div>
      <AskPanel words={askWords(turn)} />
    </div>
  );
}

function Answer({ turn, answer, seat }: { turn: TurnState; answer: AnswerState; seat: Named }) {
  const status = paneStatus(answer, turn.status === "running");
  const live = isBusy(status);
  return (
    <section aria-label="Answer" aria-busy={live} className="flex flex-col gap-3">
      <h2 className="flex min-h-6 flex-wrap items-center gap-x-2 text-13">
        <Seat label={seat.label} size={20} />
        <span className="font-semibold">{seat.label}</span>
        <span className="text-text-3">alone, not compared with others</span>
      </h2>
      <AnswerContent
        seat={seat}
        answer={answer}
        status={status}
        followed={null}
        proseClass="max-w-[680px] text-17 sm:text-18"
        headingLevel={3}
      />
      {/* The room is there while it is written, so that nothing below moves when it is done. */}
      <div className="min-h-10">{turn.status === "running" ? null : <Actions turn={turn} answer={answer} />}</div>
    </section>
  );
}

function Actions({ turn, answer }: { turn: TurnState; answer: AnswerState }) {
  const { turnId } = useTurnContext();
  const { retryPanelist } = useTurnActions(turnId);
  const { copied, copy } = useCopied();
  return (
    <div className="flex flex-wrap items-center gap-1 pt-1">
      <AskPanel words={askWords(turn)} />
      {answer.text ? (
        <Button
          variant="quiet"
          size="sm"
          icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
          onClick={() => copy(answer.text)}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      ) : null}
      <Button
        variant="quiet"
        size="sm"
        icon={<RotateCcw {...icon} />}
        disabled={retryPanelist.isPending}
        onClick={() => retryPanelist.mutate(answer.panelistId, tellProblem)}
      >
        Ask again
      </Button>
    </div>
  );
}

function askWords({ panel }: TurnState): string {
  return panel.panelists.length === 1 ? "Ask the judge" : "Ask the panel";
}

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;
