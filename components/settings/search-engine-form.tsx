"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { useChangeSearchEngine } from "@/lib/client/search-engines";
import type { SearchEngineView } from "@/lib/core/api-search";
import { KeyField } from "./key-field";
import { fieldProblem, ProviderFormFoot } from "./provider-fields";

type SearchEngineFormProps = {
  engine: SearchEngineView;
  change: ReturnType<typeof useChangeSearchEngine>;
  onDone: () => void;
};

/** The key or the address of one engine. */
export function SearchEngineForm({ engine, change, onDone }: SearchEngineFormProps) {
  const { label, needs, origin, keyLast4 } = engine;
  const [value, setValue] = useState(needs === "address" ? (engine.address ?? "") : "");
  const { mutate, isPending, error } = change;
  const save = (next: string) => mutate(needs === "key" ? { apiKey: next } : { address: next }, { onSuccess: onDone });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isPending && value.trim() !== "") save(value);
  }

  return (
    <form
      onSubmit={submit}
      aria-label={`Set up ${label}`}
      className="grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5"
    >
      {needs === "key" ? (
        <KeyField
          label={keyLast4 === null ? "Key" : "New key"}
          value={value}
          onChange={setValue}
          hint={origin === "environment" ? "What is entered here is used instead of the environment's key." : undefined}
          error={fieldProblem(error, "apiKey")}
        />
      ) : (
        <TextField
          label="Address"
          inputMode="url"
          spellCheck={false}
          placeholder="http://localhost:8080"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          error={fieldProblem(error, "address")}
        />
      )}
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="grid gap-2">
          <ProviderFormFoot error={error} save={isPending ? "Saving" : "Save"} busy={isPending} onCancel={onDone} />
        </div>
        {origin === "settings" ? (
          <Button variant="quiet" disabled={isPending} onClick={() => save("")}>
            {needs === "key" ? "Forget the key" : "Forget the address"}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
