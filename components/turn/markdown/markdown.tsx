"use client";

import { lazy, Suspense } from "react";
import type { MarkdownProps } from "./markdown-blocks";

const load = () => import("./markdown-blocks");
const MarkdownBlocks = lazy(async () => ({ default: (await load()).MarkdownBlocks }));

/** Fetches the code before the first words come, so that they are never seen as source. */
export function preloadMarkdown(): void {
  void load();
}

/**
 * The only place where model text becomes markup: no HTML, no images, links to http, https and mailto only.
 * Until its code has come the text itself is shown.
 */
export function Markdown({ className = "", ...props }: MarkdownProps & { className?: string }) {
  return (
    <div className={`md ${className}`} data-live={props.live || undefined}>
      <Suspense fallback={<p className="whitespace-pre-wrap">{props.text.replace(/\s*⟦[^⟧]*⟧/g, "")}</p>}>
        <MarkdownBlocks {...props} />
      </Suspense>
    </div>
  );
}
