export type KeyBinding = {
  /**
   * One or more keys as `KeyboardEvent.key` gives them, in small letters: "j", "?", "escape", "mod+k" (Ctrl or Cmd).
   * Keys without `mod` work only outside text fields.
   */
  keys: string | readonly string[];
  /** What the list of keys says, e.g. "Next contradiction". */
  does: string;
  /** How the list shows it when it is not simply the keys, e.g. "1 to 8". */
  shown?: string;
  /** Gives false when there was nothing to do, so that an older binding of the key gets its turn. */
  run: (key: string, event: KeyboardEvent) => boolean | void;
  /** Works, but is not in the list of keys. */
  hidden?: boolean;
};

type Entry = () => readonly KeyBinding[];

const entries: Entry[] = [];

/** Adds bindings; the newest win. Gives a function that takes them away. */
export function addKeys(bindings: Entry): () => void {
  entries.push(bindings);
  return () => {
    entries.splice(entries.indexOf(bindings), 1);
  };
}

/** All bindings that work now, oldest first, one for each description. */
export function listKeys(): KeyBinding[] {
  const seen = new Map(entries.flatMap((entry) => entry()).map((binding) => [binding.does, binding]));
  return [...seen.values()].filter((binding) => !binding.hidden);
}

/** The key of an event in the notation of {@link KeyBinding}. */
export function keyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const key = event.key.toLowerCase();
  if (event.altKey) return `alt+${key}`;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Whether a key is one that a person could type, or uses to move inside a control. */
function isSingle(key: string): boolean {
  return !key.startsWith("mod+") && key !== "escape";
}

type KeyContext = { singleKeys: boolean; inField: boolean; inPopup: boolean };

/** Runs the newest binding of a key that has something to do. Gives whether one did. */
export function runKey(event: KeyboardEvent, { singleKeys, inField, inPopup }: KeyContext): boolean {
  const key = keyOf(event);
  if (inPopup && !key.startsWith("mod+")) return false;
  if (isSingle(key) && (inField || !singleKeys)) return false;
  return entries
    .toReversed()
    .flatMap((entry) => entry())
    .some((binding) => keysOf(binding).includes(key) && binding.run(key, event) !== false);
}

/** The keys of a binding, one by one. */
export function keysOf({ keys }: KeyBinding): readonly string[] {
  return typeof keys === "string" ? [keys] : keys;
}
