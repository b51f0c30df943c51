"use client";

import { cx } from "@/components/ui/cx";
import { StanceGlyph } from "./glyphs";
import { followedOf } from "./quote";
import { useTurnContext } from "./turn-context";
import type { Cell, Row } from "./view/matrix";
import { nameOf, stanceWords } from "./view/point-words";
import type { Followed } from "./view-state";

const look = "inline-flex h-7 items-center gap-2 rounded-6 px-2 text-13 whitespace-nowrap";
const tones = { attention: "text-attention", danger: "text-danger", quiet: "text-text-3" } as const;

type CellProps = {
  row: Row;
  panelistId: string;
  cell: Cell;
  followed: Followed | null;
  /** Where it is in the grid, for the arrow keys: "row:column". */
  place: string;
  tabIndex: number;
};

/** One panelist's position on one point. What can be opened is a button; silence and absence are not. */
export function MatrixCell(props: CellProps) {
  const { cell, panelistId, place, tabIndex } = props;
  const { seats } = useTurnContext();
  const label = nameOf(panelistId, seats);
  const grid = { "data-place": place, tabIndex };
  if (cell.type === "stance") return <StanceCell {...props} cell={cell} label={label} />;
  if (cell.type === "unverified") return <UnverifiedCell {...props} label={label} />;
  const word = cell.type === "silent" ? "Silent" : cell.word;
  const tone = cell.type === "silent" ? "quiet" : cell.tone;
  return (
    <span
      {...grid}
      role="note"
      aria-label={`${label}: ${word.toLowerCase()}`}
      data-tip={word}
      className={cx(look, tones[tone])}
    >
      <StanceGlyph glyph={tone === "danger" ? "absent" : "silent"} className="text-current" />
      <span className="cell-word">{word}</span>
    </span>
  );
}

type StanceCellProps = CellProps & { cell: Extract<Cell, { type: "stance" }>; label: string };

function StanceCell({ row, panelistId, cell, followed, place, tabIndex, label }: StanceCellProps) {
  const { change } = useTurnContext();
  const word = stanceWords[cell.stance];
  const selected = followed?.pointId === row.point.id && followed.panelistId === panelistId;
  return (
    <button
      type="button"
      data-place={place}
      data-cell={panelistId}
      tabIndex={tabIndex}
      data-tip={word}
      aria-label={`${label} ${word.toLowerCase()}, open quote`}
      onClick={() => change({ type: "follow", followed: followedOf(row.point, cell.view) })}
      className={cx(look, "transition-colors", stanceLook(cell.stance === "contradicts", selected))}
    >
      <StanceGlyph glyph={cell.stance} />
      <span className="cell-word">{word}</span>
    </button>
  );
}

function UnverifiedCell({ row, place, tabIndex, label }: CellProps & { label: string }) {
  const { change } = useTurnContext();
  return (
    <button
      type="button"
      data-place={place}
      tabIndex={tabIndex}
      data-tip="Unverified"
      aria-label={`${label} unverified, open reason`}
      onClick={() => change({ type: "open-point", pointId: row.point.id })}
      className={cx(look, "border border-attention bg-surface font-medium text-attention hover:bg-hover")}
    >
      <StanceGlyph glyph="unverified" />
      <span className="cell-word">Unverified</span>
    </button>
  );
}

function stanceLook(contradicts: boolean, selected: boolean): string {
  if (selected) return "bg-mark font-medium text-on-mark";
  return contradicts ? "bg-contradicts-tint font-medium text-contradicts hover:brightness-95" : "hover:bg-hover";
}
