"use client";
import { useEffect, useRef } from "react";
import { addKeys, type KeyBinding, runKey } from "./key-registry";

export type { KeyBinding };

/**
 * Keys that work while this component is on the page. `run` gives false when there is nothing to do. Single keys are
 * ignored in text fields, in open menus and dialogs, and when Settings turns them off.
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => addKeys(() => latest.current), []);
}

const field = "input:not([type=radio],[type=checkbox],[type=button]), textarea, select, [contenteditable=true]";
const popup = "[role=dialog], [role=menu], [role=listbox]";

/** Listens for all keys; mounted once by the providers. */
export function KeysHost({ singleKeys }: { singleKeys: boolean }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const target = event.target instanceof Element ? event.target : null;
      const context = { singleKeys, inField: !!target?.closest(field), inPopup: !!target?.closest(popup) };
      if (runKey(event, context)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [singleKeys]);
  return null;
}
