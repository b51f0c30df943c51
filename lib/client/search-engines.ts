"use client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SearchEnginePatch, SearchEngineView } from "@/lib/core/api-search";
import { listOf } from "./checks";
import { queryKeys } from "./query-keys";
import { request } from "./request";
import { searchEngineTest, searchEngineView } from "./search-shapes";

const searchEnginesQuery = queryOptions({
  queryKey: queryKeys.searchEngines,
  queryFn: ({ signal }) => request("/api/search-engines", listOf(searchEngineView), { signal }),
});

/** The search engines of this installation, in the order in which "auto" takes them. */
export function useSearchEngines() {
  return useQuery(searchEnginesQuery);
}

/** Stores or forgets what an engine needs. */
export function useChangeSearchEngine(id: SearchEngineView["id"]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SearchEnginePatch) =>
      request(`/api/search-engines/${id}`, searchEngineView, { method: "PATCH", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.searchEngines }),
  });
}

/** Makes one real search. */
export function useTestSearchEngine(id: SearchEngineView["id"]) {
  return useMutation({
    mutationFn: () => request(`/api/search-engines/${id}/test`, searchEngineTest, { method: "POST" }),
  });
}
