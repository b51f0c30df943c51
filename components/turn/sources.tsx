"use client";

import type { SourceState } from "@/lib/core/turn";
import { goToSources } from "./go-to";
import { SourceTitle } from "./source-title";
import { useTurnContext } from "./turn-context";
import { namedSources } from "./view/source-words";

/** The pages that the final answer names, and the way to all that the turn met. */
export function Sources({ sources, text }: { sources: readonly SourceState[]; text: string }) {
  const { turnId, change } = useTurnContext();
  const named = namedSources(text);
  const cited = sources.filter((source) => named.has(source.id));
  const rest = sources.length - cited.length;

  function showAll(): void {
    change({ type: "choose-tab", tab: "sources" });
    // After a phone's tab is drawn.
    requestAnimationFrame(() => goToSources(turnId));
  }

  return (
    <aside aria-label="Sources" className="min-w-0 text-13">
      <p className="flex h-8 items-center gap-1.5 border-b border-line">
        <span className="font-semibold">Sources</span>
        <span className="figures text-text-3">
          {cited.length} cited of {sources.length}
        </span>
      </p>
      <ol>
        {cited.map((source) => (
          <li key={source.id} className="flex gap-3 border-b border-line py-2">
            <SourceId id={source.id} />
            <SourceTitle source={source} />
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <button type="button" onClick={showAll} className="hit-area mt-2.5 rounded-4 text-accent hover:underline">
          {cited.length === 0 ? "All sources" : `${rest} more, not cited`}
        </button>
      ) : null}
    </aside>
  );
}

export function SourceId({ id }: { id: string }) {
  return (
    <span className="figures mt-0.5 inline-flex h-[18px] shrink-0 items-center rounded-4 border border-line-strong bg-surface px-1.5 text-11 font-medium text-text-2">
      {id}
    </span>
  );
}
