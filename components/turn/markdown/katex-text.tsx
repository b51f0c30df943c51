"use client";

import katex from "katex";
import { useMemo } from "react";

const limits = { throwOnError: true, trust: false, maxSize: 20, maxExpand: 200, strict: false } as const;

/** A formula drawn by KaTeX, which escapes what it is given; `trust: false` refuses links, images and styles. */
export function KatexText({ tex, display }: { tex: string; display: boolean }) {
  const html = useMemo(() => drawFormula(tex, display), [tex, display]);
  if (html === null) return <code>{tex}</code>;
  if (!display) return <span className="md-math" dangerouslySetInnerHTML={{ __html: html }} />;
  return (
    <span
      className="md-math md-scroll"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** The formula as HTML; null when KaTeX does not understand it. */
export function drawFormula(tex: string, display: boolean): string | null {
  try {
    return katex.renderToString(tex, { ...limits, displayMode: display });
  } catch {
    return null;
  }
}
