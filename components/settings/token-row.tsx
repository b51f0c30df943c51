"use client";
import { Ban, Ellipsis, Pencil } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/components/panel/use-now";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { problemOfError } from "@/lib/client/problem";
import { useTokenActions } from "@/lib/client/tokens";
import type { TokenView } from "@/lib/core/api-tokens";
import { TokenForm } from "./token-form";
import { lastUseWords, scopeWords, spentWords } from "./token-words";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;
const undoFor = 10_000;

/** One token: how it begins, what it may do, what it spent, when it was used; edit and revoke. */
export function TokenRow({ token }: { token: TokenView }) {
  const [isEditing, setEditing] = useState(false);
  const { change } = useTokenActions();
  const revoke = useRevoke(token);
  const { id, name, capUsd, capPeriod, scopes, keepsHistory } = token;
  const label = `Actions for ${name}`;
  return (
    <li>
      <div className="flex items-start gap-3 py-3 pr-2 pl-4">
        <TokenAbout token={token} />
        <Menu
          label={label}
          align="end"
          items={[
            { label: "Edit", icon: <Pencil {...icon} />, onSelect: () => setEditing(true) },
            "separator",
            { label: "Revoke", icon: <Ban {...icon} />, destructive: true, onSelect: revoke },
          ]}
          trigger={(props) => <IconButton {...props} label={label} icon={<Ellipsis {...icon} />} />}
        />
      </div>
      {isEditing ? (
        <TokenForm
          label={`Edit ${name}`}
          value={{ name, capUsd, capPeriod, scopes, keepsHistory }}
          save={change.isPending ? "Saving" : "Save"}
          busy={change.isPending}
          error={change.error}
          onSave={(patch) => change.mutate({ id, patch }, { onSuccess: () => setEditing(false) })}
          onCancel={() => {
            change.reset();
            setEditing(false);
          }}
        />
      ) : null}
    </li>
  );
}

function TokenAbout({ token }: { token: TokenView }) {
  const now = useNow();
  const { name, prefix, capUsd, capPeriod, spentUsd, keepsHistory } = token;
  const isSpent = capUsd !== null && spentUsd[capPeriod] >= capUsd;
  const facts = [scopeWords(token), lastUseWords(token, now), ...(keepsHistory ? [] : ["no history"])];
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className="text-13 font-semibold [overflow-wrap:anywhere]">{name}</span>
        <span className="font-mono text-12 text-text-2">{prefix}…</span>
      </p>
      <p className="figures mt-0.5 text-12 text-text-2">
        {facts.filter((fact) => fact !== "").join(" · ")}
        {" · "}
        <span className={isSpent ? "text-attention" : ""}>{spentWords(token)}</span>
      </p>
    </div>
  );
}

/** Revokes at once and offers Undo for 10 s. */
function useRevoke({ id, name }: TokenView): () => void {
  const { revoke, change } = useTokenActions();
  // Promises, not callbacks: the row that asked is gone by then.
  async function restore(): Promise<void> {
    try {
      await change.mutateAsync({ id, patch: { revoked: false } });
    } catch (error) {
      toast({ kind: "error", title: `“${name}” was not restored. ${problemOfError(error).detail}` });
    }
  }
  async function revokeNow(): Promise<void> {
    try {
      await revoke.mutateAsync(id);
      const action = { label: "Undo", onSelect: () => void restore() };
      toast({ title: `“${name}” revoked. What it was running has stopped.`, duration: undoFor, action });
    } catch (error) {
      toast({ kind: "error", title: `“${name}” was not revoked. ${problemOfError(error).detail}` });
    }
  }
  return () => void revokeNow();
}
