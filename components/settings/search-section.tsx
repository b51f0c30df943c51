"use client";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useSearchEngines } from "@/lib/client/search-engines";
import { SearchEngineRow } from "./search-engine-row";
import { SettingsSection } from "./settings-section";

/** Where panelists search the web when their provider does not search for them. */
export function SearchSection() {
  const { data: engines, isError, refetch } = useSearchEngines();
  const first = engines?.find(({ origin, problem }) => origin !== null && problem === "");
  return (
    <SettingsSection
      id="search"
      title="Web search"
      note="Where panelists search when their provider does not do it for them. Only the search words are sent. A panel takes the first one that is set up, unless it names another."
    >
      <div className="rounded-10 border border-line bg-surface">
        {engines ? (
          <ul className="divide-y divide-line">
            {engines.map((engine) => (
              <SearchEngineRow key={engine.id} engine={engine} isFirst={engine === first} />
            ))}
          </ul>
        ) : isError ? (
          <div className="flex items-center gap-3 px-4 py-3 text-13 text-text-2">
            <p className="flex-1">The search engines could not be read.</p>
            <Button size="sm" onClick={() => void refetch()}>
              Retry
            </Button>
          </div>
        ) : (
          <div aria-busy="true" className="flex h-[68px] items-center px-4">
            <Skeleton className="w-1/2" />
          </div>
        )}
      </div>
    </SettingsSection>
  );
}
