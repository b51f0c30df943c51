"use client";

import katex from "katex";
import { useMemo } from "react";

const limits = { throwOnError: true, trust: false, maxSize: 20, maxExpand: 200, strict: false } as const;

/** A formula drawn by KaTeX, which escapes what it is given; `trust: false` refuses links, images and styles. */
export function KatexText({ tex, display }: { tex: string; display: boolean }) {
  const html = useMemo(() => drawFormula(tex, display), [tex, display]);
  if (html === null) return <code>{tex}</code>;
  return <span className={display ? "md-math md-scroll" : "md-math"} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The formula as HTML; null when KaTeX does not understand it. */
export function drawFormula(tex: string, display: boolean): string | null {
  try {
    return katex.renderToString(tex, { ...limits, displayMode: display });
  } catch {
    return null;
  }
}
