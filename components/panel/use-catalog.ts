"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { testProvider } from "@/lib/client/api";
import { modelsQuery } from "@/lib/client/queries";
import { queryKeys } from "@/lib/client/query-keys";
import type { ModelCatalog } from "@/lib/core/api-providers";

const whileFetching = 1000;

/** The catalogue, looked at again while the server fetches a list for the first time, and ways to ask the providers again. */
export function useCatalog() {
  const client = useQueryClient();
  const { data, isError, refetch } = useQuery({
    ...modelsQuery,
    refetchInterval: ({ state }) => (isBeingFetched(state.data) ? whileFetching : false),
  });
  const askAgain = useMutation({
    // A test fetches the provider's list; one that fails has its reason in the catalogue.
    mutationFn: async (providerIds: readonly string[]) => {
      await Promise.allSettled(providerIds.map((providerId) => testProvider(providerId)));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.models }),
        client.invalidateQueries({ queryKey: queryKeys.providers }),
      ]),
  });
  const asked = askAgain.isPending ? askAgain.variables : [];

  function refresh(): void {
    if (!data) return void refetch();
    askAgain.mutate(data.providers.filter(({ kind }) => kind !== "demo").map(({ id }) => id));
  }

  return {
    data,
    failed: isError,
    /** The one provider that is being asked again, or null. */
    retrying: asked.length === 1 ? (asked[0] ?? null) : null,
    refreshing: askAgain.isPending,
    refresh,
    retry: (providerId: string) => askAgain.mutate([providerId]),
  };
}

function isBeingFetched(catalog: ModelCatalog | undefined): boolean {
  return catalog?.providers.some(({ status, fetchedAt }) => status === "unchecked" && fetchedAt === null) ?? false;
}
