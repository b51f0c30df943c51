"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { AddProvider } from "./add-provider";
import { ProviderRow } from "./provider-row";
import { SettingsSection } from "./settings-section";
import { useProviders } from "./use-providers";
import { WaitingList } from "./waiting-list";

/** Where models come from. */
export function ProvidersSection() {
  const state = useProviders();
  const [adding, setAdding] = useState(false);
  return (
    <SettingsSection
      id="providers"
      title="Providers"
      note="Where models come from. Keys are stored encrypted and never shown again."
    >
      <div className="rounded-10 border border-line bg-surface">
        {state.providers ? (
          <ul className="divide-y divide-line">
            {state.providers.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} state={state} />
            ))}
          </ul>
        ) : (
          <WaitingList isError={state.isError} problem="The providers could not be read." onRetry={state.reload} />
        )}
        {adding ? (
          <AddProvider state={state} onClose={() => setAdding(false)} />
        ) : (
          <button
            type="button"
            onClick={() => setAdding(true)}
            className="flex h-10 w-full items-center gap-3 rounded-b-10 border-t border-line px-4 text-13 font-medium hover:bg-hover"
          >
            <Plus aria-hidden size={16} strokeWidth={1.75} />
            Add a provider
          </button>
        )}
      </div>
    </SettingsSection>
  );
}
