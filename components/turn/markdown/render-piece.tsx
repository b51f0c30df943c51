import { Fragment, type ReactNode } from "react";
import type { ChipToken, InlinePiece } from "./inline-pieces";
import { unmask } from "./math-spans";

type RenderChip = ((type: ChipToken["type"], id: string) => ReactNode) | null;
type TextPiece = Extract<InlinePiece, { type: "text" }>;

/** Draws one cut of a text: words with their mark, or chips. */
export function renderPiece(piece: InlinePiece, renderChip: RenderChip, key: number): ReactNode {
  switch (piece.type) {
    case "text":
      return piece.unsaid ? withSuffix(piece, key) : renderWords(piece, key);
    case "chips":
      return piece.tokens.flatMap((token) => token.ids.map((id) => renderChip?.(token.type, id)));
    case "group":
      return (
        <span key={key} className="whitespace-nowrap">
          {piece.pieces.map((inner, index) => renderPiece(inner, renderChip, index))}
        </span>
      );
  }
}

function withSuffix(piece: TextPiece, key: number): ReactNode {
  return (
    <Fragment key={key}>
      {renderWords(piece, key)}
      <span className="ml-0.5 font-sans text-12 font-medium text-attention select-none"> no panelist said this</span>
    </Fragment>
  );
}

/** Not yellow: that means "these exact words". */
const foundLook = "underline decoration-attention decoration-dotted decoration-2 underline-offset-4";

function renderWords({ text, range }: TextPiece, key: number): ReactNode {
  const words = unmask(text);
  switch (range) {
    case "quote":
      return (
        <mark key={key} tabIndex={-1} aria-roledescription="Quoted words">
          {words}
        </mark>
      );
    case "rests":
      return (
        <span key={key} className="md-rests">
          {words}
        </span>
      );
    case "found":
      return (
        <span key={key} data-found tabIndex={-1} className={foundLook}>
          {words}
        </span>
      );
    case "unsaid":
    case null:
      return words;
  }
}
