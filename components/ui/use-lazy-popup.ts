"use client";
import { type RefObject, useCallback, useRef, useState } from "react";

/** What a trigger of a menu or popover spreads on its button. */
export type PopupTriggerProps = {
  ref: (element: HTMLElement | null) => void;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  onClick: () => void;
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
    onClick: () => change(!open),
    onPointerEnter: prefetch,
    onFocus: prefetch,
  };
  return { open, everOpen, change, anchor, trigger };
}

/** What Base UI says about an opening or closing, as far as it matters here. */
type ChangeDetails = { event: Event };

/**
 * Lets a popup close for every reason but a press on its own trigger: Base UI, which does not know the trigger, takes
 * that for a press outside, and the click that follows would open the popup again.
 */
export function closeUnlessOnAnchor(anchor: RefObject<HTMLElement | null>, change: (open: boolean) => void) {
  return (open: boolean, { event }: ChangeDetails) => {
    const targets = [event.target, event instanceof FocusEvent ? event.relatedTarget : null];
    const onAnchor = targets.some((target) => target instanceof Node && anchor.current?.contains(target));
    if (open || !onAnchor || event instanceof KeyboardEvent) change(open);
  };
}
