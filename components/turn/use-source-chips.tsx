"use client";

import { type ReactNode, useMemo } from "react";
import { useTurn } from "@/lib/client/use-turn";
import { sourceIdsByUrl } from "@/lib/core/source-mentions";
import { canonicalUrl } from "@/lib/core/source-url";
import type { SourceState } from "@/lib/core/turn";
import { SourceChip } from "./chips";
import { useTurnContext } from "./turn-context";

type SourceChips = {
  renderChip: ((type: "point" | "source", id: string) => ReactNode) | undefined;
  sourceAt: ((address: string) => string | null) | undefined;
};

const noChips: SourceChips = { renderChip: undefined, sourceAt: undefined };

/** How the text of an answer shows its sources: marks and links become chips. The same functions until the sources change. */
export function useSourceChips(): SourceChips {
  const { turnId } = useTurnContext();
  const sources = useTurn(turnId, (turn) => turn.sources);
  return useMemo(() => (sources && sources.length > 0 ? chipsFor(sources) : noChips), [sources]);
}

function chipsFor(sources: readonly SourceState[]): SourceChips {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const ids = sourceIdsByUrl(sources);
  return {
    renderChip(type, id) {
      const source = type === "source" ? byId.get(id) : undefined;
      // What is no source of this turn stays as its author wrote it.
      if (!source) return type === "source" ? ` [${id}]` : ` ⟦${id}⟧`;
      return <SourceChip source={source} />;
    },
    sourceAt: (address) => ids.get(canonicalUrl(address) ?? "") ?? null,
  };
}
