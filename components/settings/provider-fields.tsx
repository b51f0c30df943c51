"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { problemOfError } from "@/lib/client/problem";

type Named = { label: string; baseUrl: string };
type ProviderFieldsProps = { value: Named; onChange: (value: Named) => void; error: unknown };

/** Name and address. */
export function ProviderFields({ value, onChange, error }: ProviderFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <TextField
        label="Name"
        value={value.label}
        maxLength={60}
        onChange={(event) => onChange({ ...value, label: event.target.value })}
        error={fieldProblem(error, "label")}
      />
      <TextField
        label="Address"
        inputMode="url"
        spellCheck={false}
        value={value.baseUrl}
        onChange={(event) => onChange({ ...value, baseUrl: event.target.value })}
        error={fieldProblem(error, "baseUrl")}
      />
    </div>
  );
}

/** What the server says about one field; undefined when nothing. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  return error ? problemOfError(error).errors?.find(({ path }) => path === field)?.message : undefined;
}

type ProviderFormFootProps = { error: unknown; save: ReactNode; busy: boolean; onCancel: () => void };

/** What is wrong with no field in particular, then Save and Cancel. */
export function ProviderFormFoot({ error, save, busy, onCancel }: ProviderFormFootProps) {
  const problem = error ? problemOfError(error) : null;
  return (
    <>
      {problem && !problem.errors?.length ? (
        <p role="alert" className="text-12 text-danger">
          {problem.detail}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={busy}>
          {save}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </>
  );
}
