"use client";
import { type FormEvent, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { ProviderView } from "@/lib/core/api-providers";
import { KeyField } from "./key-field";
import { fieldProblem, ProviderFields, ProviderFormFoot } from "./provider-fields";
import { isSameServer } from "./provider-kinds";
import type { useProviders } from "./use-providers";

type EditProviderProps = { provider: ProviderView; state: ReturnType<typeof useProviders>; onClose: () => void };

/** Name, address and key of a provider that was added here. */
export function EditProvider({ provider, state, onClose }: EditProviderProps) {
  const { id, keyLast4 } = provider;
  const [named, setNamed] = useState({ label: provider.label, baseUrl: provider.baseUrl });
  const [apiKey, setApiKey] = useState("");
  const { mutate, isPending, variables } = state.change;
  const error = variables?.id === id ? state.change.error : null;
  const losesKey = keyLast4 !== null && apiKey === "" && !isSameServer(named.baseUrl, provider.baseUrl);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const patch = { ...named, ...(apiKey !== "" && { apiKey }) };
    if (!isPending) mutate({ id, patch }, { onSuccess: onClose });
  }

  return (
    <form
      onSubmit={submit}
      aria-label={`Edit ${provider.label}`}
      className="grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5"
    >
      <ProviderFields value={named} onChange={setNamed} error={error} />
      <KeyField
        label={keyLast4 === null ? "Key" : "New key"}
        value={apiKey}
        onChange={setApiKey}
        hint={keyLast4 === null || losesKey ? undefined : `Leave empty to keep the one that ends in ${keyLast4}`}
        error={fieldProblem(error, "apiKey")}
      />
      {losesKey ? (
        <Notice subject="This address is another server.">
          Saving clears the stored key, because a key is only sent to the server it was entered for. Enter the key for
          the new address above.
        </Notice>
      ) : null}
      <ProviderFormFoot
        error={error}
        save={isPending ? "Saving" : "Save and test"}
        busy={isPending}
        onCancel={onClose}
      />
    </form>
  );
}
