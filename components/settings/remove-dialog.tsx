"use client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ProviderView } from "@/lib/core/api-providers";
import type { useProviders } from "./use-providers";

type RemoveDialogProps = {
  provider: ProviderView;
  what: "provider" | "key";
  state: ReturnType<typeof useProviders>;
  onClose: () => void;
};

/** Asked first: a key that is gone cannot be brought back. */
export function RemoveDialog({ provider, what, state, onClose }: RemoveDialogProps) {
  const { id, label, keyLast4 } = provider;
  const title = what === "key" ? `Remove the key of ${label}?` : `Remove ${label}?`;
  const lost = keyLast4 === null ? "" : ` The key that ends in ${keyLast4} is deleted and cannot be brought back.`;
  const description =
    what === "key"
      ? `${lost.trim()} The provider stays.`
      : `Panels that use its models stay, but those seats cannot answer.${lost}`;

  function remove(): void {
    if (what === "key") state.change.mutate({ id, patch: { apiKey: "" } });
    else state.remove.mutate(provider);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      width={440}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="destructive" onClick={remove}>
            {what === "key" ? "Remove the key" : "Remove"}
          </Button>
        </>
      }
    />
  );
}
