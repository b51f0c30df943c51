"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Appearance, SettingsView } from "@/lib/core/api";
import { patchSettings } from "./api";
import { settingsQuery } from "./queries";
import { queryKeys } from "./query-keys";

/** The settings, once they are known; the layout puts them into the cache before anything is drawn. */
export function useSettings(): SettingsView | undefined {
  return useQuery(settingsQuery).data;
}

/** Changes the appearance at once and tells the server; a refusal puts it back. */
export function useSaveAppearance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: Partial<Appearance>) => patchSettings(patch),
    onMutate: (patch) => {
      const before = client.getQueryData<SettingsView>(queryKeys.settings);
      client.setQueryData<SettingsView>(queryKeys.settings, (known) => known && { ...known, ...patch });
      return { before };
    },
    onError: (_error, _patch, context) => client.setQueryData(queryKeys.settings, context?.before),
    onSuccess: (settings) => client.setQueryData(queryKeys.settings, settings),
  });
}
