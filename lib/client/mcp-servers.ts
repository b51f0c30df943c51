"use client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { McpServerInput, McpServerPatch } from "@/lib/core/api-mcp";
import { listOf } from "./checks";
import { mcpServerView } from "./mcp-shapes";
import { queryKeys } from "./query-keys";
import { command, request } from "./request";

const mcpServersQuery = queryOptions({
  queryKey: queryKeys.mcpServers,
  queryFn: ({ signal }) => request("/api/mcp-servers", listOf(mcpServerView), { signal }),
});

/** The MCP servers of this installation, in the order they were added. */
export function useMcpServers() {
  return useQuery(mcpServersQuery);
}

/** Adds, changes, reads again and removes servers; the list follows. */
export function useMcpServerActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: queryKeys.mcpServers });
  return {
    add: useMutation({
      mutationFn: (body: McpServerInput) => request("/api/mcp-servers", mcpServerView, { method: "POST", body }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, patch }: { id: string; patch: McpServerPatch }) =>
        request(`/api/mcp-servers/${id}`, mcpServerView, { method: "PATCH", body: patch }),
      onSuccess,
    }),
    refresh: useMutation({
      mutationFn: (id: string) => request(`/api/mcp-servers/${id}/test`, mcpServerView, { method: "POST" }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => command(`/api/mcp-servers/${id}`, { method: "DELETE" }),
      onSuccess,
    }),
  };
}
