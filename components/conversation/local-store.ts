"use client";
import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/** A value of this browser; null when there is none or it may not be read. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value in this browser; null removes it. A full or forbidden store keeps nothing and says nothing. */
export function writeLocal(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; what is on the screen stays there.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** A value of this browser as state; null while the page is drawn on the server. */
export function useLocal(key: string): string | null {
  const read = useCallback(() => readLocal(key), [key]);
  return useSyncExternalStore(subscribe, read, () => null);
}
