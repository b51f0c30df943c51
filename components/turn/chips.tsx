"use client";

import { cx } from "@/components/ui/cx";
import { PreviewCard } from "@/components/ui/preview-card";
import { useTurn } from "@/lib/client/use-turn";
import type { PointKind } from "@/lib/core/analysis";
import { hostOf } from "@/lib/core/source-url";
import type { SourceState } from "@/lib/core/turn";
import { KindIcon, StanceGlyph } from "./glyphs";
import { safeUrl } from "./markdown/safe-url";
import { useTurnContext } from "./turn-context";
import type { Row } from "./view/matrix";
import { kindWords, nameOf } from "./view/point-words";
import { readableQuote } from "./view/readable-quote";
import { isUnseen, sourceStatusWords, unreadSources } from "./view/source-words";

const chipBase =
  "ml-1.5 inline-flex h-[18px] items-center gap-1 px-1.5 align-[0.1em] font-sans text-11 leading-none font-medium whitespace-nowrap select-none transition-colors";

const tints: Partial<Record<PointKind, string>> = {
  consensus: "bg-supports-tint text-supports hover:brightness-95",
  contradictions: "bg-contradicts-tint text-contradicts hover:brightness-95",
};

/** The point a sentence rests on; goes to its row. */
export function PointChip({ row, onGo }: { row: Row; onGo: () => void }) {
  const { kind } = row.point;
  return (
    <PreviewCard
      trigger={(props) => (
        <button
          {...props}
          type="button"
          onClick={onGo}
          aria-label={`Point ${row.number}, ${kindWords[kind].one.toLowerCase()}`}
          className={cx(
            chipBase,
            "figures rounded-full",
            tints[kind] ?? "border border-line bg-sunken text-text-2 hover:bg-hover",
          )}
        >
          <KindIcon kind={kind} size={11} />
          {row.number}
        </button>
      )}
    >
      {() => <PointPreview row={row} />}
    </PreviewCard>
  );
}

function PointPreview({ row }: { row: Row }) {
  const { seats } = useTurnContext();
  const { point } = row;
  return (
    <div className="flex flex-col gap-2.5">
      <p className="flex items-center gap-1.5 text-12 text-text-3">
        <KindIcon kind={point.kind} />
        {kindWords[point.kind].one} {row.number}
      </p>
      <p className="text-14 font-semibold">{point.topic}</p>
      {point.views.slice(0, 3).map((view) => (
        <div key={view.panelistId} className="border-l-3 border-mark-edge pl-2.5">
          <p className="prose-face line-clamp-2 text-14">{readableQuote(view.quote)}</p>
          <p className="mt-0.5 flex items-center gap-1.5 text-12 text-text-3">
            <StanceGlyph glyph={view.stance} size={12} />
            {nameOf(view.panelistId, seats)}
          </p>
        </div>
      ))}
    </div>
  );
}

/** A source a sentence names; opens it. One that nobody could open or find is dashed and struck through. */
export function SourceChip({ source }: { source: SourceState }) {
  const { turnId } = useTurnContext();
  const isUnread = useTurn(turnId, (turn) => unreadSources(turn).has(source.id)) ?? false;
  const host = hostOf(source.url);
  const unseen = isUnseen(source, isUnread);
  return (
    <PreviewCard
      trigger={(props) => (
        <button
          {...props}
          type="button"
          onClick={() => openSource(source)}
          aria-label={`Source ${source.id.slice(1)}, ${host}${unseen ? `, ${isUnread ? "could not be read" : "never opened"}` : ""}`}
          className={cx(
            chipBase,
            "figures rounded-4 border border-line-strong bg-surface text-text-2 hover:bg-hover",
            unseen && "border-dashed line-through",
          )}
        >
          {source.id}
        </button>
      )}
    >
      {() => (
        <div className="flex flex-col gap-1">
          <p className="text-13 font-semibold [overflow-wrap:anywhere]">{source.title || host}</p>
          <p className="text-12 text-text-3 [overflow-wrap:anywhere]">{source.url}</p>
          <p className="text-12 text-text-2">{sourceStatusWords(source, isUnread)}</p>
        </div>
      )}
    </PreviewCard>
  );
}

function openSource(source: SourceState): void {
  const url = safeUrl(source.url);
  if (url) window.open(url, "_blank", "noopener,noreferrer");
}
