"use client";
import { type MouseEvent, type PointerEvent, useCallback, useRef, useState } from "react";

/** What a trigger of a menu or popover spreads on its button. */
export type PopupTriggerProps = {
  ref: (element: HTMLElement | null) => void;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  onClick: (event: MouseEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerEnter: () => void;
  onFocus: () => void;
};

/**
 * Open state of a popup whose code (Base UI's positioning, 60 KB) is fetched when the pointer or focus nears its
 * trigger, so that no page pays for it at the start.
 */
export function useLazyPopup(kind: "menu" | "dialog", prefetch: () => void) {
  const [open, setOpen] = useState(false);
  const [everOpen, setEverOpen] = useState(false);
  const anchor = useRef<HTMLElement | null>(null);
  // The press that closes an open popup as "outside" comes before the click on its own trigger.
  const wasOpen = useRef(false);

  const change = useCallback((next: boolean) => {
    setOpen(next);
    if (next) setEverOpen(true);
  }, []);

  const setAnchor = useCallback((element: HTMLElement | null) => {
    anchor.current = element;
  }, []);

  const trigger: PopupTriggerProps = {
    ref: setAnchor,
    "aria-haspopup": kind,
    "aria-expanded": open,
    onClick: (event) => {
      const byPointer = event.detail > 0;
      change(byPointer ? !wasOpen.current : !open);
      wasOpen.current = false;
    },
    onPointerDown: () => {
      wasOpen.current = open;
    },
    onPointerEnter: prefetch,
    onFocus: prefetch,
  };
  return { open, everOpen, change, anchor, trigger };
}
