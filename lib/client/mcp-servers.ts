"use client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { McpServerInput, McpServerPatch, McpServerView } from "@/lib/core/api-mcp";
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

/** Which tools of a server may be called; shown at once, and taken back when it could not be stored. One change after the other. */
export function useMcpTicks(id: string) {
  const client = useQueryClient();
  const mutationKey = [...queryKeys.mcpServers, id, "ticks"];
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join("/") },
    mutationFn: (allowed: string[]) =>
      request(`/api/mcp-servers/${id}`, mcpServerView, { method: "PATCH", body: { allowed } }),
    onMutate: (allowed) => {
      void client.cancelQueries({ queryKey: queryKeys.mcpServers });
      client.setQueryData<McpServerView[]>(queryKeys.mcpServers, (known) =>
        known?.map((server) => (server.id === id ? ticked(server, allowed) : server)),
      );
    },
    // While another waits, what is stored is older than what is shown.
    onSettled: () =>
      client.isMutating({ mutationKey }) > 1 ? undefined : client.invalidateQueries({ queryKey: queryKeys.mcpServers }),
  });
}

function ticked(server: McpServerView, allowed: readonly string[]): McpServerView {
  return { ...server, tools: server.tools.map((tool) => ({ ...tool, allowed: allowed.includes(tool.name) })) };
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
