"use client";

import { useCallback, useMemo } from "react";
import { cx } from "@/components/ui/cx";
import type { TurnState } from "@/lib/core/turn";
import { PointChip, SourceChip } from "./chips";
import type { Shown, Side } from "./compare-dialog";
import type { ChipToken, TextRange } from "./markdown/inline-pieces";
import { Markdown } from "./markdown/markdown";
import { rowsOf } from "./view/matrix";
import { changedSpans } from "./view/word-changes";

type ComparedAnswersProps = {
  turn: TurnState;
  first: Side;
  second: Side;
  shown: Shown;
  onGoToPoint: (verdictId: string, pointId: string) => void;
};

type Spans = readonly { start: number; end: number }[];

/** Two final answers side by side; underlined are the words that the other one does not have. */
export function ComparedAnswers({ turn, first, second, shown, onGoToPoint }: ComparedAnswersProps) {
  const [one, other] = [first.verdict.finalAnswer.text, second.verdict.finalAnswer.text];
  const [ours, theirs] = useMemo(() => (one && other ? changedSpans(one, other) : [[], []]), [one, other]);
  if (!one && !other) return null;
  const isSame = one !== "" && other !== "" && ours.length === 0 && theirs.length === 0;
  const rest = { turn, onGoToPoint };
  return (
    <section aria-label="Final answers" className="shrink-0 pt-8 pb-2">
      <div className="flex flex-wrap items-baseline gap-x-4 pb-3">
        <h3 className="flex-1 text-16 font-semibold whitespace-nowrap">Final answers, where they part</h3>
        <p className="text-12 text-text-2">
          {isSame ? "they have the same words" : "underlined words have no counterpart on the other side"}
        </p>
      </div>
      <div className={cx("grid gap-x-10 gap-y-6", shown === "both" && "sm:grid-cols-2")}>
        {shown === "second" ? null : <Answer {...rest} side={first} spans={ours} />}
        {shown === "first" ? null : <Answer {...rest} side={second} spans={theirs} />}
      </div>
    </section>
  );
}

type AnswerProps = Pick<ComparedAnswersProps, "turn" | "onGoToPoint"> & { side: Side; spans: Spans };

function Answer({ turn, side, spans, onGoToPoint }: AnswerProps) {
  const { verdict, number } = side;
  const { text } = verdict.finalAnswer;
  const ranges = useMemo(() => spans.map((span): TextRange => ({ ...span, kind: "rests" })), [spans]);
  const renderChip = useComparedChips(turn, side, onGoToPoint);
  return (
    <article aria-label={`Final answer of verdict ${number}`} className="min-w-0">
      <p className="pb-1 text-12 font-medium text-text-2">Verdict {number}</p>
      {text ? (
        <Markdown
          text={text}
          ranges={ranges}
          renderChip={renderChip}
          headingLevel={4}
          live={false}
          className="text-16 leading-[26px]"
        />
      ) : (
        <p className="text-14 text-text-2">No final answer was written.</p>
      )}
    </article>
  );
}

/** Chips of a verdict that need not be the current one: its own numbers, and they lead to its row above. */
function useComparedChips(turn: TurnState, { verdict }: Side, onGoToPoint: ComparedAnswersProps["onGoToPoint"]) {
  const rows = useMemo(() => rowsOf(turn, verdict), [turn, verdict]);
  return useCallback(
    (type: ChipToken["type"], id: string) => {
      if (type === "source") {
        const source = turn.sources.find((each) => each.id === id);
        return source ? <SourceChip key={id} source={source} /> : null;
      }
      const row = rows.find((each) => each.point.id === id);
      return row ? <PointChip key={id} row={row} onGo={() => onGoToPoint(verdict.id, id)} /> : null;
    },
    [rows, turn.sources, verdict.id, onGoToPoint],
  );
}
