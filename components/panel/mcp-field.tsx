"use client";
import Link from "next/link";
import { CheckRow } from "@/components/ui/check-row";
import { countOf } from "@/components/words/counts";
import { useMcpServers } from "@/lib/client/mcp-servers";
import { mostMcpTools } from "@/lib/core/mcp";
import { useBuilder } from "./builder-context";
import type { Seat } from "./draft";
import type { ModelEntry } from "./model-book";

/** Which MCP servers this panelist may use; nothing while there are none. */
export function McpField({ seat, entry }: { seat: Seat; entry: ModelEntry }) {
  const { change } = useBuilder();
  const { data: servers = [] } = useMcpServers();
  const chosen: readonly string[] = seat.mcpServers ?? [];
  if (servers.length === 0 && chosen.length === 0) return null;
  const gone = chosen.filter((id) => servers.every((server) => server.id !== id));
  const rows = [...servers.map(rowOf), ...gone.map((id) => ({ id, label: id, note: "was removed in Settings" }))];
  const offered = servers.filter(({ id }) => chosen.includes(id)).reduce((sum, { tools }) => sum + allowedIn(tools), 0);

  function toggle(id: string): void {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    change({ type: "seat-changed", key: seat.key, patch: { mcpServers: next } });
  }

  return (
    <fieldset className="sm:col-span-6">
      <legend className="text-13 font-medium">MCP servers</legend>
      <p className="mt-0.5 text-12 text-text-3">
        {entry.model?.capabilities.tools === false
          ? "This model calls no tools, so it answers without them. "
          : "It may call the tools that are ticked in "}
        <Link href="/settings#mcp-servers" className="underline underline-offset-2">
          Settings
        </Link>
      </p>
      <div className="-mx-2.5 mt-1">
        {rows.map(({ id, label, note }) => (
          <CheckRow key={id} checked={chosen.includes(id)} onToggle={() => toggle(id)}>
            <span>
              {label} <span className="figures text-12 text-text-2">{note}</span>
            </span>
          </CheckRow>
        ))}
      </div>
      {offered > mostMcpTools ? (
        <p className="mt-1 text-12 text-attention">
          These servers have {offered} tools that are ticked. Models take so many at once that the first {mostMcpTools}{" "}
          are offered; tick fewer to choose which.
        </p>
      ) : null}
    </fieldset>
  );
}

type Server = NonNullable<ReturnType<typeof useMcpServers>["data"]>[number];

function rowOf({ id, label, tools }: Server) {
  return { id, label, note: `${countOf(allowedIn(tools), "tool")} allowed` };
}

function allowedIn(tools: Server["tools"]): number {
  return tools.filter(({ allowed }) => allowed).length;
}
