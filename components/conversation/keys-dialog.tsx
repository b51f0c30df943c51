"use client";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { type KeyBinding, keysOf, listKeys } from "@/components/ui/key-registry";
import { useSettings } from "@/lib/client/settings";

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const composerKeys = [
  { keys: "Enter", does: "Send" },
  { keys: "Ctrl Enter", does: "Send with the whole panel, whatever the mode" },
  { keys: "Shift Enter", does: "New line" },
];

/** The keys that work on this page now. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const singleKeys = useSettings()?.singleKeys ?? true;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" width={440}>
      <dl className="grid">
        {open ? listKeys().map((binding) => <KeyRow key={binding.does} {...shownKeys(binding)} />) : null}
        {composerKeys.map((row) => (
          <KeyRow key={row.does} {...row} />
        ))}
      </dl>
      <p className="pt-3 pb-1 text-12 text-text-3">
        {singleKeys
          ? "Single keys work outside text fields. Settings can turn them off."
          : "Single keys are turned off in Settings."}
      </p>
    </Dialog>
  );
}

function Word({ children }: { children: string }) {
  return <span className="px-0.5 text-12 text-text-3">{children}</span>;
}

function KeyRow({ keys, does }: { keys: string; does: string }) {
  return (
    <div className="flex items-center justify-between gap-4 border-b border-line py-2 text-13">
      <dt className="text-text-2">{does}</dt>
      <dd className="flex shrink-0 items-center gap-1">
        {keys
          .split(" ")
          .map((key) => (key === "or" || key === "to" ? <Word key={key}>{key}</Word> : <Kbd key={key}>{key}</Kbd>))}
      </dd>
    </div>
  );
}

function shownKeys(binding: KeyBinding): { keys: string; does: string } {
  return { keys: binding.shown ?? keysOf(binding).map(shownKey).join(" or "), does: binding.does };
}

const names: Record<string, string> = { mod: "Ctrl", escape: "Esc" };

function shownKey(key: string): string {
  return key
    .split("+")
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}
