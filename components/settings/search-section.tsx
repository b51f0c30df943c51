"use client";
import { useSearchEngines } from "@/lib/client/search-engines";
import { SearchEngineRow } from "./search-engine-row";
import { SettingsSection } from "./settings-section";
import { WaitingList } from "./waiting-list";

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
        ) : (
          <WaitingList
            isError={isError}
            problem="The search engines could not be read."
            onRetry={() => void refetch()}
          />
        )}
      </div>
    </SettingsSection>
  );
}
