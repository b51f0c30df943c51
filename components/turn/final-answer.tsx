"use client";

import { Check, Columns2, Copy, Download, Scale } from "lucide-react";
import { lazy, useCallback, useMemo, useRef } from "react";
import { exportItems } from "@/components/conversation/export-items";
import { Button } from "@/components/ui/button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Menu } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { useCopied } from "@/components/ui/use-copied";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import type { Place } from "./audit-words";
import { PointChip, SourceChip } from "./chips";
import { CompareVerdicts } from "./compare-verdicts";
import { JudgeAgain } from "./judge-again";
import { Late } from "./late";
import type { ChipToken, TextRange } from "./markdown/inline-pieces";
import { Markdown } from "./markdown/markdown";
import { useFoundPlace } from "./use-found-place";
import type { Row } from "./view/matrix";
import { originOf } from "./view/origin";
import { copyText, restingRanges } from "./view/sentence";

/** It stands under the final answer, so its code may come last. */
const AuditNotes = lazy(async () => ({ default: (await import("./audit-notes")).AuditNotes }));

type FinalAnswerProps = {
  turn: TurnState;
  verdict: VerdictState;
  rows: readonly Row[];
  /** The point whose quote is followed: sentences that rest on it are underlined. */
  pointId: string | null;
  onGoToPoint: (pointId: string) => void;
};

/** The one answer that is written from all, with chips for what each sentence rests on. */
export function FinalAnswer({ turn, verdict, rows, pointId, onGoToPoint }: FinalAnswerProps) {
  const { text, status } = verdict.finalAnswer;
  const section = useRef<HTMLElement>(null);
  const { place, show } = useFoundPlace(section, text);
  const ranges = useRanges(verdict, pointId, place);
  const renderChip = useChips(rows, turn.sources, onGoToPoint);
  const isWriting = status === "writing" && turn.status === "running";
  return (
    <section
      ref={section}
      aria-label="Final answer"
      aria-busy={status === "writing"}
      className="settle-in flex flex-col gap-2"
    >
      <h2 className="flex min-h-6 flex-wrap items-center gap-x-2 text-13">
        <JudgeDisc size={20} />
        <span className="font-semibold">Final answer</span>
        <span className="text-text-3">{originOf(turn, verdict)}</span>
      </h2>
      {text ? (
        <Markdown
          text={text}
          ranges={ranges}
          renderChip={renderChip}
          headingLevel={3}
          live={isWriting}
          className="max-w-[680px] text-17 sm:text-18"
        />
      ) : (
        <NoText waiting={turn.status === "running"} />
      )}
      {/* The room is there while it is written, so that nothing below moves when it is done. */}
      <div className={turn.status === "running" ? "min-h-[68px]" : undefined}>
        {isWriting ? null : (
          <>
            <Actions turn={turn} verdict={verdict} />
            <Late className={verdict.finalAnswer.audit.newNumbers ? "min-h-6" : undefined}>
              <AuditNotes verdict={verdict} rows={rows} onShow={show} onGoToPoint={onGoToPoint} />
            </Late>
          </>
        )}
      </div>
    </section>
  );
}

/** What is marked in the text: sentences on the followed point, those nobody said, the place of a finding. */
function useRanges(verdict: VerdictState, pointId: string | null, place: Place | null): readonly TextRange[] {
  const { text, audit } = verdict.finalAnswer;
  const { unsaid } = audit;
  return useMemo(
    () => [
      ...(place ? [{ ...place, kind: "found" as const }] : []),
      ...(pointId ? restingRanges(text, pointId) : []).map((range): TextRange => ({ ...range, kind: "rests" })),
      ...(unsaid ?? []).map((range): TextRange => ({ ...range, kind: "unsaid" })),
    ],
    [text, pointId, place, unsaid],
  );
}

function NoText({ waiting }: { waiting: boolean }) {
  if (!waiting) return <p className="text-14 text-text-2">No final answer was written.</p>;
  return (
    <div className="flex max-w-[680px] flex-col gap-3 py-2">
      <Skeleton className="w-11/12" />
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
    </div>
  );
}

function useChips(rows: readonly Row[], sources: TurnState["sources"], onGoToPoint: (pointId: string) => void) {
  return useCallback(
    (type: ChipToken["type"], id: string) => {
      if (type === "source") {
        const source = sources.find((each) => each.id === id);
        return source ? <SourceChip key={id} source={source} /> : null;
      }
      const row = rows.find((each) => each.point.id === id);
      return row ? <PointChip key={id} row={row} onGo={() => onGoToPoint(id)} /> : null;
    },
    [rows, sources, onGoToPoint],
  );
}

function Actions({ turn, verdict }: { turn: TurnState; verdict: VerdictState }) {
  const { copied, copy } = useCopied();
  const { text } = verdict.finalAnswer;
  return (
    <div className="-ml-2.5 flex flex-wrap gap-1 pt-2">
      {text ? (
        <Button
          variant="quiet"
          size="sm"
          icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
          onClick={() => copy(copyText(text, turn.sources))}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      ) : null}
      {turn.status === "running" ? null : <Judgings turn={turn} />}
      {turn.status === "running" ? null : <ExportMenu conversationId={turn.conversationId} />}
    </div>
  );
}

function ExportMenu({ conversationId }: { conversationId: string }) {
  return (
    <Menu
      label="Export"
      items={[{ heading: "The whole conversation" }, ...exportItems(conversationId)]}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="sm" icon={<Download {...icon} />}>
          Export
        </Button>
      )}
    />
  );
}

/** What can be done about the verdicts of a finished turn. */
function Judgings({ turn }: { turn: TurnState }) {
  return (
    <>
      <JudgeAgain
        turn={turn}
        trigger={(props) => (
          <Button {...props} variant="quiet" size="sm" icon={<Scale {...icon} />}>
            Judge again
          </Button>
        )}
      />
      {turn.verdicts.length > 1 ? (
        <CompareVerdicts
          turn={turn}
          trigger={(props) => (
            <Button {...props} variant="quiet" size="sm" icon={<Columns2 {...icon} />}>
              Compare verdicts
            </Button>
          )}
        />
      ) : null}
    </>
  );
}

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;
