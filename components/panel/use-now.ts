"use client";
import { useSyncExternalStore } from "react";

/** The time in milliseconds, a new one every minute; 0 on the server, where ages are not written. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readMinute, () => 0);
}

const minute = 60_000;

function subscribe(notify: () => void): () => void {
  const timer = setInterval(notify, minute);
  return () => clearInterval(timer);
}

function readMinute(): number {
  return Math.floor(Date.now() / minute) * minute;
}
