"use client";
import { type FormEvent, useState } from "react";
import { TextField } from "@/components/ui/field";
import { KeyField } from "./key-field";
import { fieldProblem, ProviderFormFoot } from "./provider-fields";

type Place = { label: string; url: string };

type McpServerFormProps = {
  label: string;
  value: Place;
  keyLast4: string | null;
  save: string;
  busy: boolean;
  error: unknown;
  /** `key`: absent = as it was. */
  onSave: (value: Place & { key?: string }) => void;
  onCancel: () => void;
};

/** Where a server is, and the key it wants. */
export function McpServerForm({ label, value, keyLast4, save, busy, error, onSave, onCancel }: McpServerFormProps) {
  const [place, setPlace] = useState(value);
  const [key, setKey] = useState("");
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!busy) onSave(key === "" ? place : { ...place, key });
  }
  return (
    <form onSubmit={submit} aria-label={label} className="grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <TextField
          label="Name"
          maxLength={40}
          value={place.label}
          onChange={(event) => setPlace({ ...place, label: event.target.value })}
          error={fieldProblem(error, "label")}
        />
        <TextField
          label="Address"
          inputMode="url"
          spellCheck={false}
          placeholder="http://localhost:8000/mcp"
          value={place.url}
          onChange={(event) => setPlace({ ...place, url: event.target.value })}
          error={fieldProblem(error, "url")}
        />
      </div>
      <KeyField
        label={keyLast4 === null ? "Key" : "New key"}
        value={key}
        onChange={setKey}
        hint={
          keyLast4 === null
            ? "Sent as a Bearer token. Leave it empty for a server that wants none."
            : `Leave it empty to keep the one that ends in ${keyLast4}. A new address forgets it, and everything that was ticked.`
        }
        error={fieldProblem(error, "key")}
      />
      <ProviderFormFoot error={error} save={save} busy={busy} onCancel={onCancel} />
    </form>
  );
}
