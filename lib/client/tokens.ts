"use client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TokenInput, TokenPatch } from "@/lib/core/api-tokens";
import { listOf } from "./checks";
import { queryKeys } from "./query-keys";
import { command, request } from "./request";
import { createdToken, tokenView } from "./token-shapes";

const tokensQuery = queryOptions({
  queryKey: queryKeys.tokens,
  queryFn: ({ signal }) => request("/api/tokens", listOf(tokenView), { signal }),
});

/** The API tokens of this installation, in the order they were made. */
export function useTokens() {
  return useQuery(tokensQuery);
}

/** Makes, changes and revokes tokens; the list follows. */
export function useTokenActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: queryKeys.tokens });
  return {
    create: useMutation({
      mutationFn: (body: TokenInput) => request("/api/tokens", createdToken, { method: "POST", body }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, patch }: { id: string; patch: TokenPatch }) =>
        request(`/api/tokens/${id}`, tokenView, { method: "PATCH", body: patch }),
      onSuccess,
    }),
    revoke: useMutation({
      mutationFn: (id: string) => command(`/api/tokens/${id}`, { method: "DELETE" }),
      onSuccess,
    }),
  };
}
