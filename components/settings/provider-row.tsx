"use client";
import { Ellipsis, KeyRound, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/components/panel/use-now";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { countOf } from "@/components/words/counts";
import { formatAge } from "@/components/words/time";
import type { ProviderView } from "@/lib/core/api-providers";
import { EditProvider } from "./edit-provider";
import { nameKind, tellOrigin } from "./provider-kinds";
import { ProviderStatus, TestResult } from "./provider-status";
import { RemoveDialog } from "./remove-dialog";
import type { TestOutcome, useProviders } from "./use-providers";

type ProviderRowProps = { provider: ProviderView; state: ReturnType<typeof useProviders> };

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** One provider: what it is, whether it answers, what is known of it, and what can be done. */
export function ProviderRow({ provider, state }: ProviderRowProps) {
  const [open, setOpen] = useState<"edit" | "remove" | "remove-key" | null>(null);
  const { id, label } = provider;
  const outcome = state.outcomes[id];
  const close = () => setOpen(null);
  return (
    <li>
      <div className="flex items-start gap-3 py-3 pr-2 pl-4">
        <ProviderAbout provider={provider} outcome={outcome} />
        <div className="flex shrink-0 items-center gap-1">
          <Button
            size="sm"
            disabled={outcome === null}
            aria-label={`Test ${label}`}
            onClick={() => void state.test(id)}
          >
            {outcome === null ? "Testing" : "Test"}
          </Button>
          {provider.origin === "settings" ? <ProviderMenu provider={provider} onOpen={setOpen} /> : null}
        </div>
      </div>
      {open === "edit" ? <EditProvider provider={provider} state={state} onClose={close} /> : null}
      {open === "remove" || open === "remove-key" ? (
        <RemoveDialog provider={provider} what={open === "remove" ? "provider" : "key"} state={state} onClose={close} />
      ) : null}
    </li>
  );
}

type ProviderAboutProps = { provider: ProviderView; outcome: TestOutcome | undefined };

function ProviderAbout({ provider, outcome }: ProviderAboutProps) {
  const { label, kind, baseUrl, problem, status } = provider;
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="text-13 font-semibold [overflow-wrap:anywhere]">{label}</span>
        {label === nameKind(kind) ? null : <span className="text-12 text-text-2">{nameKind(kind)}</span>}
        <ProviderStatus status={status} />
      </p>
      {baseUrl ? <p className="mt-0.5 truncate font-mono text-12 text-text-2">{baseUrl}</p> : null}
      <Facts provider={provider} />
      {outcome === undefined && problem ? <p className="mt-1.5 text-12 text-danger">{problem}</p> : null}
      {outcome === undefined ? null : <TestResult outcome={outcome} />}
    </div>
  );
}

function Facts({ provider }: { provider: ProviderView }) {
  const { keyLast4, modelCount, fetchedAt, kind } = provider;
  const now = useNow();
  const facts: string[] = [];
  if (modelCount !== null) {
    const age = kind === "demo" || fetchedAt === null || now === 0 ? "" : `, ${formatAge(fetchedAt, now)}`;
    facts.push(`${countOf(modelCount, "model")}${age}`);
  }
  if (keyLast4 !== null) facts.push(`key ends in ${keyLast4}`);
  else if (kind !== "demo") facts.push("no key");
  const origin = tellOrigin(provider);
  if (origin) facts.push(origin);
  return <p className="figures mt-0.5 text-12 text-text-2">{facts.join(" · ")}</p>;
}

type ProviderMenuProps = { provider: ProviderView; onOpen: (what: "edit" | "remove" | "remove-key") => void };

function ProviderMenu({ provider: { label, keyLast4 }, onOpen }: ProviderMenuProps) {
  return (
    <Menu
      label={`Actions for ${label}`}
      align="end"
      items={[
        { label: "Edit", icon: <Pencil {...icon} />, onSelect: () => onOpen("edit") },
        ...(keyLast4 === null
          ? []
          : [{ label: "Remove the key", icon: <KeyRound {...icon} />, onSelect: () => onOpen("remove-key") }]),
        "separator",
        { label: "Remove", icon: <Trash2 {...icon} />, destructive: true, onSelect: () => onOpen("remove") },
      ]}
      trigger={(props) => <IconButton {...props} label={`More for ${label}`} icon={<Ellipsis {...icon} />} />}
    />
  );
}
