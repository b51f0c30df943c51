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

/** `data-by-keys` on the page while somebody moves by Tab: a big text field shows its ring only then. */
function markKeyboardUse(signal: AbortSignal): void {
  const page = document.documentElement.dataset;
  const onTab = (event: KeyboardEvent) => {
    if (event.key === "Tab") page.byKeys = "";
  };
  document.addEventListener("keydown", onTab, { signal, capture: true });
  document.addEventListener("pointerdown", () => delete page.byKeys, { signal, capture: true });
}

/** Listens for all keys; mounted once by the providers. */
export function KeysHost({ singleKeys }: { singleKeys: boolean }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const target = event.target instanceof Element ? event.target : null;
      const context = { singleKeys, inField: !!target?.closest(field), inPopup: !!target?.closest(popup) };
      if (runKey(event, context)) event.preventDefault();
    };
    const stop = new AbortController();
    document.addEventListener("keydown", onKey, stop);
    markKeyboardUse(stop.signal);
    return () => stop.abort();
  }, [singleKeys]);
  return null;
}
