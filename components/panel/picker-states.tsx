"use client";
import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { formatAge } from "@/components/words/time";
import type { ModelCatalog } from "@/lib/core/api-providers";
import { useNow } from "./use-now";

const bars = ["w-3/5", "w-2/5", "w-1/2", "w-2/3", "w-2/5"];

/** Five rows in their final size. */
export function CatalogLoading() {
  return (
    <div aria-busy="true" className="flex-1 pb-2">
      <output className="sr-only">Loading models</output>
      {bars.map((width, index) => (
        <div key={`${index}-${width}`} className="flex h-12 items-center px-4">
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}

/** The catalogue itself could not be read. */
export function CatalogFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-start gap-3 px-4 pt-2 pb-5">
      <p className="text-13 text-text-2">Parley could not read its list of models. The panel is kept as it is.</p>
      <Button size="sm" onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}

/** Nothing fits the search and the filters, or there is nothing at all. */
export function NothingFound({ anyModels, onClear }: { anyModels: boolean; onClear: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 pt-2 pb-5 text-13 text-text-2">
      {anyModels ? (
        <>
          <p>No model matches.</p>
          <Button size="sm" onClick={onClear}>
            Clear filters
          </Button>
        </>
      ) : (
        <p>No provider lists a model yet. Connect one in Settings.</p>
      )}
    </div>
  );
}

type CatalogAgeProps = { catalog: ModelCatalog; refreshing: boolean; onRefresh: () => void };

/** How old the oldest list with prices is, and a way to fetch all lists again. */
export function CatalogAge({ catalog, refreshing, onRefresh }: CatalogAgeProps) {
  const now = useNow();
  const fetched = catalog.providers.flatMap(({ kind, fetchedAt }) =>
    kind === "demo" || !fetchedAt ? [] : [fetchedAt],
  );
  if (fetched.length === 0) return null;
  return (
    <div className="flex h-10 shrink-0 items-center justify-between gap-3 border-t border-line pr-2 pl-4 text-12 text-text-3">
      <span>Prices from {formatAge(Math.min(...fetched), now)}</span>
      <Button
        variant="quiet"
        size="sm"
        disabled={refreshing}
        onClick={onRefresh}
        icon={refreshing ? <Spinner size={14} /> : <RotateCw aria-hidden size={14} strokeWidth={1.75} />}
      >
        {refreshing ? "Refreshing" : "Refresh"}
      </Button>
    </div>
  );
}
