"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { AddProvider } from "./add-provider";
import { ProviderRow } from "./provider-row";
import { SettingsSection } from "./settings-section";
import { useProviders } from "./use-providers";

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
        ) : state.isError ? (
          <div className="flex items-center gap-3 px-4 py-3 text-13 text-text-2">
            <p className="flex-1">The providers could not be read.</p>
            <Button size="sm" onClick={state.reload}>
              Retry
            </Button>
          </div>
        ) : (
          <div aria-busy="true" className="flex h-[68px] items-center px-4">
            <Skeleton className="w-1/2" />
          </div>
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
