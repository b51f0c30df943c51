"use client";
import { Ellipsis, Pencil, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/components/panel/use-now";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { countOf } from "@/components/words/counts";
import { formatAge } from "@/components/words/time";
import { useMcpServerActions } from "@/lib/client/mcp-servers";
import { problemOfError } from "@/lib/client/problem";
import type { McpServerView } from "@/lib/core/api-mcp";
import { McpServerForm } from "./mcp-server-form";
import { McpToolTicks } from "./mcp-tool-ticks";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** One server: where it is, whether it answers, and which of its tools may be called. */
export function McpServerRow({ server }: { server: McpServerView }) {
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const { change, refresh, remove } = useMcpServerActions();
  const { id, label, url, keyLast4, tools } = server;
  const close = () => {
    change.reset();
    setOpen(null);
  };
  const failed = refresh.error ?? remove.error;
  return (
    <li>
      <div className="flex items-start gap-3 py-3 pr-2 pl-4">
        <McpServerAbout server={server} failed={failed ? problemOfError(failed).detail : null} />
        <Menu
          label={`Actions for ${label}`}
          align="end"
          items={[
            { label: "Read its tools again", icon: <RefreshCw {...icon} />, onSelect: () => refresh.mutate(id) },
            { label: "Edit", icon: <Pencil {...icon} />, onSelect: () => setOpen("edit") },
            "separator",
            { label: "Remove", icon: <Trash2 {...icon} />, destructive: true, onSelect: () => setOpen("remove") },
          ]}
          trigger={(props) => <IconButton {...props} label={`Actions for ${label}`} icon={<Ellipsis {...icon} />} />}
        />
      </div>
      {open === "edit" ? (
        <McpServerForm
          label={`Edit ${label}`}
          value={{ label, url }}
          keyLast4={keyLast4}
          save={change.isPending ? "Saving" : "Save"}
          busy={change.isPending}
          error={change.error}
          onSave={(patch) => change.mutate({ id, patch }, { onSuccess: close })}
          onCancel={close}
        />
      ) : null}
      {tools.length > 0 ? <McpToolTicks server={server} /> : null}
      {open === "remove" ? (
        <RemoveMcpServer server={server} onRemove={() => remove.mutate(id)} onClose={close} />
      ) : null}
    </li>
  );
}

function McpServerAbout({ server, failed }: { server: McpServerView; failed: string | null }) {
  const now = useNow();
  const { label, url, keyLast4, tools, checkedAt } = server;
  const problem = failed ?? server.problem;
  const allowed = tools.filter((tool) => tool.allowed).length;
  const facts = [
    `${allowed} of ${countOf(tools.length, "tool")} allowed`,
    ...(checkedAt === null || now === 0 ? [] : [`read ${formatAge(checkedAt, now)}`]),
    keyLast4 === null ? "no key" : `key ends in ${keyLast4}`,
  ];
  return (
    <div className="min-w-0 flex-1">
      <p className="text-13 font-semibold [overflow-wrap:anywhere]">{label}</p>
      <p className="mt-0.5 truncate font-mono text-12 text-text-2">{url}</p>
      <p className="figures mt-0.5 text-12 text-text-2">{facts.join(" · ")}</p>
      {problem ? (
        <p role="alert" className="mt-1.5 text-12 text-danger">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

type RemoveProps = { server: McpServerView; onRemove: () => void; onClose: () => void };

/** Asked first: a key that is gone cannot be brought back. */
function RemoveMcpServer({ server: { label, keyLast4 }, onRemove, onClose }: RemoveProps) {
  const lost = keyLast4 === null ? "" : ` The key that ends in ${keyLast4} is deleted and cannot be brought back.`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${label}?`}
      description={`Panelists answer without its tools from then on.${lost}`}
      width={440}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button
            variant="destructive"
            onClick={() => {
              onRemove();
              onClose();
            }}
          >
            Remove
          </Button>
        </>
      }
    />
  );
}
