"use client";

import { lazy, Suspense } from "react";

// KaTeX is three times the size of all other markdown code: it comes only when closed math is on the page.
const Katex = lazy(async () => ({ default: (await import("./katex-text")).KatexText }));

/** One formula; its source until, or if, it cannot be drawn. */
export function MathText({ tex, display, marked }: { tex: string; display: boolean; marked: boolean }) {
  const formula = (
    <Suspense fallback={<code>{tex}</code>}>
      <Katex tex={tex} display={display} />
    </Suspense>
  );
  return marked ? (
    <mark tabIndex={-1} aria-roledescription="Quoted words">
      {formula}
    </mark>
  ) : (
    formula
  );
}
