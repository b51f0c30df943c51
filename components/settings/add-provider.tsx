"use client";
import { type FormEvent, useState } from "react";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { ProviderInput } from "@/lib/core/api-providers";
import { KeyField } from "./key-field";
import { fieldProblem, ProviderFields, ProviderFormFoot } from "./provider-fields";
import { addableKinds, providerKinds } from "./provider-kinds";
import type { useProviders } from "./use-providers";

type AddProviderProps = { state: ReturnType<typeof useProviders>; onClose: () => void };
type Kind = ProviderInput["kind"];

/** Connects a provider; it is tested as soon as it is saved. */
export function AddProvider({ state, onClose }: AddProviderProps) {
  const [kind, setKind] = useState<Kind>("openrouter");
  const [typed, setTyped] = useState<{ label?: string; baseUrl?: string }>({});
  const [apiKey, setApiKey] = useState("");
  const usual = providerKinds[kind];
  const { label = usual.label, baseUrl = usual.baseUrl } = typed;
  const { mutate, isPending, error } = state.add;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isPending) mutate({ label, kind, baseUrl, apiKey }, { onSuccess: onClose });
  }

  return (
    <form onSubmit={submit} aria-label="Add a provider" className="grid gap-4 border-t border-line px-4 pt-4 pb-5">
      <ToggleGroup
        label="Kind of provider"
        className="max-w-full justify-self-start overflow-x-auto"
        options={addableKinds.map((value) => ({ value, label: providerKinds[value].name }))}
        value={kind}
        onChange={setKind}
      />
      <ProviderFields
        value={{ label, baseUrl }}
        // What was not touched follows the kind.
        onChange={(next) =>
          setTyped({
            ...(next.label !== usual.label && { label: next.label }),
            ...(next.baseUrl !== usual.baseUrl && { baseUrl: next.baseUrl }),
          })
        }
        error={error}
      />
      <KeyField
        label="Key"
        value={apiKey}
        onChange={setApiKey}
        hint={usual.keyHint}
        error={fieldProblem(error, "apiKey")}
      />
      <ProviderFormFoot
        error={error}
        save={isPending ? "Adding" : "Add and test"}
        busy={isPending}
        onCancel={onClose}
      />
    </form>
  );
}
