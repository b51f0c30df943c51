"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMcpServerActions, useMcpServers } from "@/lib/client/mcp-servers";
import { McpServerForm } from "./mcp-server-form";
import { McpServerRow } from "./mcp-server-row";
import { SettingsSection } from "./settings-section";
import { WaitingList } from "./waiting-list";

/** Servers of tools that panelists may call. */
export function McpSection() {
  const { data: servers, isError, refetch } = useMcpServers();
  const { add } = useMcpServerActions();
  const [adding, setAdding] = useState(false);
  const close = () => {
    add.reset();
    setAdding(false);
  };
  return (
    <SettingsSection
      id="mcp-servers"
      title="MCP servers"
      note="Their tools can be given to panelists, seat by seat, in a panel. Nothing may be called until you tick it here."
    >
      <div className="rounded-10 border border-line bg-surface">
        {servers ? (
          <ul className="divide-y divide-line">
            {servers.length === 0 ? <li className="px-4 py-3 text-13 text-text-2">No server yet.</li> : null}
            {servers.map((server) => (
              <McpServerRow key={server.id} server={server} />
            ))}
          </ul>
        ) : (
          <WaitingList isError={isError} problem="The MCP servers could not be read." onRetry={() => void refetch()} />
        )}
        {adding ? (
          <McpServerForm
            label="Add an MCP server"
            value={{ label: "", url: "" }}
            keyLast4={null}
            save={add.isPending ? "Adding" : "Add and read its tools"}
            busy={add.isPending}
            error={add.error}
            onSave={({ label, url, key }) => add.mutate({ label, url, key: key ?? "" }, { onSuccess: close })}
            onCancel={close}
          />
        ) : (
          <button
            type="button"
            onClick={() => setAdding(true)}
            className="flex h-10 w-full items-center gap-3 rounded-b-10 border-t border-line px-4 text-13 font-medium hover:bg-hover pointer-coarse:h-11"
          >
            <Plus aria-hidden size={16} strokeWidth={1.75} />
            Add an MCP server
          </button>
        )}
      </div>
    </SettingsSection>
  );
}
