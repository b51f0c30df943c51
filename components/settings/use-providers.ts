"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { createProvider, deleteProvider, patchProvider, testProvider } from "@/lib/client/api";
import { problemOfError } from "@/lib/client/problem";
import { providersQuery } from "@/lib/client/queries";
import { queryKeys } from "@/lib/client/query-keys";
import type { ProviderInput, ProviderPatch, ProviderTest, ProviderView } from "@/lib/core/api-providers";

const whileFetching = 1000;

/** What a test of a provider said; null while it is under way. */
export type TestOutcome = ProviderTest | null;

/** The providers, and what can be done with them. A new or changed provider is tested at once. */
export function useProviders() {
  const client = useQueryClient();
  const {
    data: providers,
    isError,
    refetch,
  } = useQuery({
    ...providersQuery,
    refetchInterval: ({ state }) => (state.data?.some(isBeingFetched) ? whileFetching : false),
  });
  const [outcomes, setOutcomes] = useState<Record<string, TestOutcome>>({});

  async function refresh(): Promise<void> {
    const keys = [queryKeys.providers, queryKeys.models, queryKeys.panels, queryKeys.estimates];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  }

  async function test(providerId: string): Promise<void> {
    const tell = (outcome: TestOutcome) => setOutcomes((known) => ({ ...known, [providerId]: outcome }));
    tell(null);
    tell(await testProvider(providerId).catch((error: unknown) => failedTest(error)));
    await refresh();
  }

  const add = useMutation({
    mutationFn: (input: ProviderInput) => createProvider(input),
    onSuccess: async ({ id }) => {
      await refresh();
      void test(id);
    },
  });
  const change = useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: ProviderPatch }) => patchProvider(id, patch),
    onSuccess: async ({ id }) => {
      await refresh();
      void test(id);
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: ProviderView) => deleteProvider(id),
    onSuccess: (_nothing, { label }) => toast({ kind: "success", title: `${label} removed` }),
    onError: (error) =>
      toast({ kind: "error", title: `The provider was not removed. ${problemOfError(error).detail}` }),
    onSettled: refresh,
  });

  return { providers, isError, reload: () => void refetch(), outcomes, test, add, change, remove };
}

/** Its list was asked for and has not come yet. */
function isBeingFetched({ status, fetchedAt }: ProviderView): boolean {
  return status === "unchecked" && fetchedAt === null;
}

function failedTest(error: unknown): ProviderTest {
  return { ok: false, message: problemOfError(error).detail, modelCount: null };
}
