"use client";

import { Disclosure } from "@/components/ui/disclosure";
import type { SourceState } from "@/lib/core/turn";
import { hostOf } from "./chips";
import { safeUrl } from "./markdown/safe-url";

/** The pages a turn found: first those the final answer names, the others folded. */
export function Sources({ sources, text }: { sources: readonly SourceState[]; text: string }) {
  const named = new Set([...text.matchAll(/S\d+/g)].map(([id]) => id));
  const cited = sources.filter((source) => named.has(source.id));
  const others = sources.filter((source) => !named.has(source.id));
  return (
    <aside aria-label="Sources" className="min-w-0 text-13">
      <p className="flex h-8 items-center gap-1.5 border-b border-line">
        <span className="font-semibold">Sources</span>
        <span className="figures text-text-3">
          {cited.length} cited of {sources.length} found
        </span>
      </p>
      <SourceList sources={cited} />
      {others.length > 0 ? (
        <Disclosure summary={`${others.length} found, not cited`} className="pt-2.5">
          <SourceList sources={others} />
        </Disclosure>
      ) : null}
    </aside>
  );
}

function SourceList({ sources }: { sources: readonly SourceState[] }) {
  return (
    <ol>
      {sources.map((source) => (
        <li key={source.id} className="flex gap-3 border-b border-line py-2">
          <span className="figures mt-0.5 inline-flex h-[18px] shrink-0 items-center rounded-4 border border-line-strong bg-surface px-1.5 text-11 font-medium text-text-2">
            {source.id}
          </span>
          <SourceTitle source={source} />
        </li>
      ))}
    </ol>
  );
}

function SourceTitle({ source }: { source: SourceState }) {
  const url = safeUrl(source.url);
  const title = source.title || hostOf(source.url);
  return (
    <span className="min-w-0">
      {url ? (
        <a href={url} title={url} target="_blank" rel="noopener noreferrer" className="line-clamp-2 hover:underline">
          {title}
        </a>
      ) : (
        <span className="line-clamp-2">{title}</span>
      )}
      <span className="block truncate text-12 text-text-3">{hostOf(source.url)}</span>
    </span>
  );
}
