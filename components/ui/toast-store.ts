import type { ReactNode } from "react";

export type ToastInput = {
  title: ReactNode;
  /** E.g. Undo. The toast closes when it is chosen. */
  action?: { label: string; onSelect: () => void };
  /** The action leaves the toast open. */
  stays?: boolean;
  /** `success` has a tick, `error` stays until it is closed. Default plain. */
  kind?: "plain" | "success" | "error";
  /** Instead of the kind's icon; 16 px. */
  icon?: ReactNode;
  /** A toast with the same key replaces the older one. */
  key?: string;
  /** Milliseconds; default 6,000, Undo of a delete 10,000. Errors stay. */
  duration?: number;
};
export type ToastEntry = ToastInput & { id: number };

const mostAtOnce = 3;
let entries: readonly ToastEntry[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly ToastEntry[]) {
  entries = next;
  for (const listener of listeners) listener();
}

/** Shows a message at the bottom right; at most three are kept. Returns its id for {@link closeToast}. */
export function toast(input: ToastInput): number {
  lastId += 1;
  const others = entries.filter((entry) => input.key === undefined || entry.key !== input.key);
  replace([...others, { ...input, id: lastId }].slice(-mostAtOnce));
  return lastId;
}

/** Closes a toast by the id that `toast` gave, or by its key. */
export function closeToast(which: number | string): void {
  replace(entries.filter((entry) => entry.id !== which && entry.key !== which));
}

export function readToasts(): readonly ToastEntry[] {
  return entries;
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
