"use client";

import { ArrowDownRight, BadgeCheck } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import type { Point, UnverifiedView, View } from "@/lib/core/analysis";
import { StanceGlyph } from "./glyphs";
import { useTurnContext } from "./turn-context";
import { checkWords, clippedWords, nameOf, quotePieces } from "./view/point-words";
import type { Followed } from "./view-state";

const foldedLength = 320;

type QuoteProps = {
  point: Point;
  view: View;
  followed: Followed | null;
  /** Whether it says whose words they are. */
  named?: boolean;
};

/** Words of an answer that the server has found there, and the way to them. */
export function Quote({ point, view, followed, named = true }: QuoteProps) {
  const { seats, change } = useTurnContext();
  const [unfolded, setUnfolded] = useState(false);
  const label = nameOf(view.panelistId, seats);
  const isLong = view.quote.length > foldedLength;
  const marked = followed?.pointId === point.id && followed.panelistId === view.panelistId;
  return (
    <div className="min-w-0">
      <blockquote className="border-l-3 border-mark-edge pl-3.5">
        <p className={cx("prose-face text-quote [overflow-wrap:anywhere]", isLong && !unfolded && "line-clamp-6")}>
          {quotePieces(view).map(({ text, quoted }, index) => (
            <span key={index} className={quoted ? (marked ? "quote-marked" : undefined) : "text-text-3"}>
              {text}
            </span>
          ))}
        </p>
        {isLong ? (
          <button
            type="button"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
            className="mt-1 text-12 font-medium text-accent hover:underline"
          >
            {unfolded ? "Show less" : "Show all"}
          </button>
        ) : null}
      </blockquote>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-2">
        {named ? (
          <>
            <Seat label={label} size={20} />
            <span className="font-medium">{label}</span>
          </>
        ) : null}
        <Checked view={view} />
        <button
          type="button"
          onClick={() => change({ type: "follow", followed: followedOf(point, view) })}
          aria-label={`Show in the answer of ${label}`}
          className="hit-area inline-flex items-center gap-1 rounded-4 font-medium text-accent hover:underline"
        >
          Show in answer
          <ArrowDownRight aria-hidden size={13} strokeWidth={1.75} />
        </button>
      </p>
      {view.clipped ? <p className="mt-1 text-12 text-text-3">{clippedWords}</p> : null}
    </div>
  );
}

/** How the words were found. What is not plain to see is said to screen readers too. */
function Checked({ view }: { view: View }) {
  const { word, tip } = checkWords[view.check];
  return (
    <span data-tip={tip} className="inline-flex items-center gap-1 text-text-3">
      <BadgeCheck aria-hidden size={14} strokeWidth={1.75} className="text-supports" />
      {word}
      {view.check === "verbatim" ? null : <span className="sr-only">. {tip}.</span>}
    </span>
  );
}

/** The place a view's quote comes from. */
export function followedOf(point: Point, view: View): Followed {
  const { panelistId, attempt, start, end, parts = [{ start, end }] } = view;
  return { pointId: point.id, panelistId, attempt, parts };
}

/** What the judge says a panelist said, without words to show for it: never looks like a quote. */
export function UnverifiedSaying({ view }: { view: UnverifiedView }) {
  const { seats } = useTurnContext();
  const label = nameOf(view.panelistId, seats);
  return (
    <div className="min-w-0">
      <p className="border-l-3 border-dotted border-line-control pl-3.5 text-14 [overflow-wrap:anywhere]">
        The judge says {label} {reported(view.says)}
      </p>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-2">
        <Seat label={label} size={20} />
        <span className="font-medium">{label}</span>
        <span className="inline-flex items-center gap-1 text-attention">
          <StanceGlyph glyph="unverified" size={14} />
          Unverified: the words are not in the answer
        </span>
      </p>
    </div>
  );
}

function reported(says: string): string {
  const words = says.trim();
  if (!words) return "takes a position here.";
  return `says: ${words}${/[.!?…]$/.test(words) ? "" : "."}`;
}
