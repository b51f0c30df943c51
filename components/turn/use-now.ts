"use client";

import { useSyncExternalStore } from "react";
import { useConnectionLost } from "@/lib/client/connection";

const tick = 1000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

const noSubscription = () => () => {};
const readNow = () => now;

/**
 * The time in milliseconds, a new value each second while `ticking`; one clock for the whole page. Without a
 * connection it stands still. 0 until the page has its first tick.
 */
export function useNow(ticking: boolean): number {
  const lost = useConnectionLost();
  return useSyncExternalStore(ticking && !lost ? subscribe : noSubscription, readNow, () => 0);
}
