"use client";
import { type FormEvent, useId, useState } from "react";
import { NumberField } from "@/components/panel/number-field";
import { CheckRow } from "@/components/ui/check-row";
import { TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { CapPeriod, TokenScope, TokenView } from "@/lib/core/api-tokens";
import { fieldProblem, ProviderFormFoot } from "./provider-fields";

type Values = Pick<TokenView, "name" | "scopes" | "capUsd" | "capPeriod" | "keepsHistory">;

type TokenFormProps = {
  label: string;
  value: Values;
  save: string;
  busy: boolean;
  error: unknown;
  onSave: (value: Values) => void;
  onCancel: () => void;
};

export const newToken: Values = { name: "", scopes: ["ask"], capUsd: null, capPeriod: "month", keepsHistory: true };

const periods: { value: CapPeriod; label: string }[] = [
  { value: "month", label: "each month" },
  { value: "total", label: "in all" },
];

/** What a token is called, may do and may spend. */
export function TokenForm({ label, value, save, busy, error, onSave, onCancel }: TokenFormProps) {
  const [draft, setDraft] = useState(value);
  const [isTried, setTried] = useState(false);
  const change = (patch: Partial<Values>) => setDraft({ ...draft, ...patch });
  const isNoNumber = Number.isNaN(draft.capUsd);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    // JSON has no NaN: it would be sent as "no cap".
    if (!busy && !isNoNumber) onSave(draft);
  }

  return (
    <form onSubmit={submit} aria-label={label} className="grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5">
      <TextField
        label="Name"
        maxLength={60}
        placeholder="e.g. Editor, CI, a colleague"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        hint="Its conversations are called so."
        error={fieldProblem(error, "name")}
      />
      <ScopeBoxes
        value={draft.scopes}
        onChange={(scopes) => change({ scopes })}
        error={fieldProblem(error, "scopes")}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-3 sm:max-w-[340px]">
        <NumberField
          label="Spending cap"
          prefix="$"
          empty="No cap"
          value={draft.capUsd}
          onChange={(capUsd) => change({ capUsd })}
          error={isTried && isNoNumber ? "Give the cap in US dollars." : fieldProblem(error, "capUsd")}
        />
        <Select
          label="Time of the spending cap"
          className="mt-[25px] self-start"
          value={draft.capPeriod}
          options={periods}
          onChange={(capPeriod) => change({ capPeriod })}
          disabled={draft.capUsd === null}
        />
      </div>
      <HistorySwitch value={draft.keepsHistory} onChange={(keepsHistory) => change({ keepsHistory })} />
      <ProviderFormFoot error={error} save={save} busy={busy} onCancel={onCancel} />
    </form>
  );
}

type ScopeBoxesProps = { value: TokenScope[]; onChange: (value: TokenScope[]) => void; error: string | undefined };

function ScopeBoxes({ value, onChange, error }: ScopeBoxesProps) {
  const toggle = (scope: TokenScope) =>
    onChange(value.includes(scope) ? value.filter((one) => one !== scope) : [...value, scope]);
  return (
    <fieldset>
      <legend className="text-13 font-medium">Programs with it may</legend>
      <div className="-mx-2.5 mt-1">
        <CheckRow checked={value.includes("ask")} onToggle={() => toggle("ask")}>
          ask panels and models, and read what they asked
        </CheckRow>
        <CheckRow checked={value.includes("read")} onToggle={() => toggle("read")}>
          read all turns, also those of people and of other programs
        </CheckRow>
      </div>
      {error ? (
        <p role="alert" className="mt-1 text-12 text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function HistorySwitch({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} className="text-13 font-medium">
          Keep history
        </label>
        <p id={`${id}-note`} className="mt-0.5 text-12 text-text-2">
          Its turns are listed with all others. Without, they are not listed, and are deleted a day after the last one.
        </p>
      </div>
      <Switch id={id} checked={value} onChange={onChange} describedBy={`${id}-note`} />
    </div>
  );
}
