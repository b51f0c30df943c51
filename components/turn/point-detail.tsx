"use client";

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { JudgeDisc } from "@/components/ui/judge-disc";
import type { PointState, Stance } from "@/lib/core/analysis";
import { StanceGlyph } from "./glyphs";
import { OrderNote } from "./order-mark";
import { PointActions } from "./point-actions";
import { PointNotes } from "./point-notes";
import { Quote, UnverifiedSaying } from "./quote";
import { RebuttalReply } from "./reply";
import { useTurnContext } from "./turn-context";
import { sidesOf } from "./view/matrix";
import { judgeHeading, judgeReasoning, stanceWords } from "./view/point-words";
import type { Followed } from "./view-state";

const rules: Record<Stance | "unverified", string> = {
  supports: "border-supports",
  contradicts: "border-contradicts",
  partly: "border-partly",
  unverified: "border-line-strong border-dotted",
};

/** An open point: its sides with their quotes, then what the judge makes of it. */
export function PointDetail({ point, followed }: { point: PointState; followed: Followed | null }) {
  const sides = sidesOf(point);
  const columns = sides.length + (point.unverified.length > 0 ? 1 : 0);
  return (
    <div className="settle-in flex flex-col gap-5">
      {columns > 0 ? (
        <div className="point-sides" data-columns={Math.min(3, columns)}>
          {sides.map((side) => (
            <Side key={side.stance} stance={side.stance} word={stanceWords[side.stance]}>
              {side.views.map((view) => (
                <div key={view.panelistId} className="min-w-0">
                  <Quote point={point} view={view} followed={followed} />
                  <RebuttalReply point={point} panelistId={view.panelistId} />
                </div>
              ))}
            </Side>
          ))}
          {point.unverified.length > 0 ? (
            <Side stance="unverified" word="Unverified">
              {point.unverified.map((view) => (
                <UnverifiedSaying key={view.panelistId} view={view} />
              ))}
            </Side>
          ) : null}
        </div>
      ) : null}
      <Reasoning point={point} ruled={columns > 0} />
    </div>
  );
}

function Side({ stance, word, children }: { stance: Stance | "unverified"; word: string; children: ReactNode }) {
  return (
    <section aria-label={word} className="min-w-0">
      <p className={cx("mb-3.5 flex items-center gap-2 border-b-2 pb-2 text-13 font-semibold", rules[stance])}>
        <StanceGlyph glyph={stance} />
        {word}
      </p>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

function Reasoning({ point, ruled }: { point: PointState; ruled: boolean }) {
  const { seats } = useTurnContext();
  const reasoning = judgeReasoning(point);
  return (
    <div className={cx("flex gap-3", ruled && "border-t border-line pt-4")}>
      <JudgeDisc size={24} />
      <div className="min-w-0 max-w-[800px] flex-1">
        {reasoning ? (
          <>
            <p className="text-13 leading-6 font-semibold">{judgeHeading(point, seats)}</p>
            <p className="prose-face text-15 [overflow-wrap:anywhere]">{reasoning}</p>
          </>
        ) : null}
        {point.ask ? <p className="mt-1 text-13 text-text-2">You asked: “{point.ask}”</p> : null}
        <OrderNote order={point.order} />
        <PointNotes point={point} />
        <PointActions point={point} />
      </div>
    </div>
  );
}
