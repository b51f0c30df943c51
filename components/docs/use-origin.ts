"use client";
import { useSyncExternalStore } from "react";

/** The address of this server as this browser knows it; while the server draws, as the request named it. */
export function useOrigin(atStart: string): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => atStart,
  );
}

function never(): () => void {
  return () => undefined;
}
