"use client";

import { useMemo } from "react";
import { cx } from "@/components/ui/cx";
import type { Shown, Side } from "./compare-dialog";
import type { TextRange } from "./markdown/inline-pieces";
import { Markdown } from "./markdown/markdown";
import { ownSentences } from "./view/compare-verdicts";

/** Two final answers side by side; underlined is what the other one does not say. */
export function ComparedAnswers({ first, second, shown }: { first: Side; second: Side; shown: Shown }) {
  const both = shown === "both";
  const [one, other] = [first.verdict.finalAnswer.text, second.verdict.finalAnswer.text];
  if (!one && !other) return null;
  return (
    <section aria-label="Final answers" className="shrink-0 pt-8 pb-2">
      <div className="flex flex-wrap items-baseline gap-x-4 pb-3">
        <h3 className="flex-1 text-16 font-semibold whitespace-nowrap">Final answers, where they part</h3>
        <p className="text-12 text-text-2">underlined sentences have no counterpart on the other side</p>
      </div>
      <div className={cx("grid gap-x-10 gap-y-6", both && "sm:grid-cols-2")}>
        {shown === "second" ? null : <Answer side={first} other={other} />}
        {shown === "first" ? null : <Answer side={second} other={one} />}
      </div>
    </section>
  );
}

const noChip = () => null;

function Answer({ side, other }: { side: Side; other: string }) {
  const { text } = side.verdict.finalAnswer;
  const ranges = useMemo(
    () => ownSentences(text, other).map((range): TextRange => ({ ...range, kind: "rests" })),
    [text, other],
  );
  return (
    <article aria-label={`Final answer of verdict ${side.number}`} className="min-w-0">
      <p className="pb-1 text-12 font-medium text-text-2">Verdict {side.number}</p>
      {text ? (
        <Markdown text={text} ranges={ranges} renderChip={noChip} headingLevel={4} live={false} className="text-16" />
      ) : (
        <p className="text-14 text-text-2">No final answer was written.</p>
      )}
    </article>
  );
}
