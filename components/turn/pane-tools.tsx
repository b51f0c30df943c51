"use client";

import { FileText, Search, TriangleAlert, Wrench } from "lucide-react";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Spinner } from "@/components/ui/spinner";
import { useTurn } from "@/lib/client/use-turn";
import type { AnswerState } from "@/lib/core/turn";
import { SourceChip } from "./chips";
import { useTurnContext } from "./turn-context";
import { callsUsed, failedCalls, type ToolRow, toolRow, toolSummary, wayWords } from "./view/tool-words";

type PaneToolsProps = { answer: AnswerState; live: boolean };

/** What a panelist looked up: a timeline while it searches, one line once words come. */
export function PaneTools({ answer, live }: PaneToolsProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isSearching = useSearching(answer, live);
  const way = wayWords(answer);
  const summary = toolSummary(answer);
  if (answer.toolCalls.length === 0) return <p className="text-13 text-text-3 empty:hidden">{summary || way}</p>;
  return (
    <Disclosure
      summary={<Summary words={summary || "Searching"} failed={failedCalls(answer)} />}
      open={chosen ?? isSearching}
      onOpenChange={setChosen}
      summaryClassName="w-full"
    >
      <ol aria-label="Tool calls" className="mt-2 flex flex-col">
        {answer.toolCalls.map(toolRow).map((row) => (
          <ToolLine key={row.callId} row={row} live={live} />
        ))}
      </ol>
      <CallsUsed answer={answer} />
      {way ? <p className="mt-2 text-12 text-text-3">{way}</p> : null}
    </Disclosure>
  );
}

/** One line: what was looked up, and how much of that gave nothing. */
function Summary({ words, failed }: { words: string; failed: number }) {
  return (
    <>
      <span className="figures min-w-0 truncate">{words}</span>
      {failed > 0 ? (
        <span className="figures flex shrink-0 items-center gap-1 text-attention" data-tip={`${failed} failed`}>
          <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
          <span className="sr-only">, </span>
          {failed}
          <span className="sr-only"> failed</span>
        </span>
      ) : null}
    </>
  );
}

/** From the first call until words come that stand after the newest one: some models talk before they search. */
function useSearching({ status, text }: AnswerState, live: boolean): boolean {
  const [wordsBefore, setWordsBefore] = useState(0);
  if (status === "searching" && wordsBefore !== text.length) setWordsBefore(text.length);
  return live && (status === "searching" || text.length <= wordsBefore);
}

function CallsUsed({ answer }: { answer: AnswerState }) {
  const { turnId } = useTurnContext();
  const most = useTurn(turnId, (turn) => turn.panel.tools.maxToolCalls);
  if (most === undefined || answer.toolWay !== "own") return null;
  return (
    <p className="figures mt-3 text-13 text-text-2">
      {callsUsed(answer)} of {most} tool calls used
    </p>
  );
}

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

function ToolIcon({ row, live }: { row: ToolRow; live: boolean }) {
  if (row.state === "running" && live) return <Spinner size={16} />;
  if (row.state === "failed") return <TriangleAlert {...icon} className="text-attention" />;
  if (row.kind === "search") return <Search {...icon} />;
  return row.kind === "page" ? <FileText {...icon} /> : <Wrench {...icon} />;
}

function ToolLine({ row, live }: { row: ToolRow; live: boolean }) {
  return (
    <li className="group flex gap-2.5">
      <span className="flex flex-col items-center gap-1 pt-0.5 text-text-2">
        <ToolIcon row={row} live={live} />
        <span aria-hidden className="w-px flex-1 bg-line-strong group-last:hidden" />
      </span>
      <span className="min-w-0 flex-1 pb-2.5">
        <span
          title={row.address ?? undefined}
          className="block text-13 leading-[18px] text-text [overflow-wrap:anywhere]"
        >
          {row.title}
        </span>
        <span className="figures block text-12 text-text-2 [overflow-wrap:anywhere]">
          {row.outcome}
          {row.sourceId ? <SavedAs sourceId={row.sourceId} /> : null}
        </span>
      </span>
    </li>
  );
}

function SavedAs({ sourceId }: { sourceId: string }) {
  const { turnId } = useTurnContext();
  const source = useTurn(turnId, (turn) => turn.sources.find(({ id }) => id === sourceId));
  return source ? <SourceChip source={source} /> : null;
}
