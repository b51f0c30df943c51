import { useSyncExternalStore } from "react";

/** Streams that are down now, by turn. */
const down = new Set<string>();
const listeners = new Set<() => void>();

export function setConnected(turnId: string, connected: boolean): void {
  const changed = connected ? down.delete(turnId) : !down.has(turnId) && down.add(turnId);
  if (changed) for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the live connection of any followed turn is lost. Clocks stop meanwhile; the turn goes on. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => down.size > 0,
    () => false,
  );
}
