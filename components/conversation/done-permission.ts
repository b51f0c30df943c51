"use client";
import { useSyncExternalStore } from "react";
import { readLocal, useLocal, writeLocal } from "./local-store";

const key = "parley:tell-when-done";

/** `missing`: this browser has no notifications at this address. `blocked`: the browser was told never to show them. */
export type DoneNotices = "on" | "off" | "blocked" | "missing";

/** Whether this browser tells when a turn is done, and a way to change it; the browser asks for permission itself. */
export function useDoneNotices(): [DoneNotices, (on: boolean) => Promise<void>] {
  const wanted = useLocal(key) === "on";
  const permission = useSyncExternalStore(subscribe, permissionNow, () => "default" as const);
  return [stateOf(wanted, permission), turn];
}

/** Whether a notice may be shown now. */
export function mayTellDone(): boolean {
  return stateOf(readLocal(key) === "on", permissionNow()) === "on";
}

async function turn(on: boolean): Promise<void> {
  const granted = on && (await Notification.requestPermission()) === "granted";
  writeLocal(key, granted ? "on" : null);
  for (const listener of listeners) listener();
}

function stateOf(wanted: boolean, permission: NotificationPermission | "missing"): DoneNotices {
  if (permission === "missing") return "missing";
  if (permission === "denied") return "blocked";
  return wanted && permission === "granted" ? "on" : "off";
}

function permissionNow(): NotificationPermission | "missing" {
  return typeof Notification === "undefined" ? "missing" : Notification.permission;
}

const listeners = new Set<() => void>();

/** Permissions change in the browser's own dialogs: looked at again when the page has the focus back, and after ours. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("focus", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("focus", listener);
  };
}
