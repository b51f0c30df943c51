"use client";

import { type RefObject, useEffect, useState } from "react";

export type Order = "panes-first" | "answer-first";

const settling = 800;
const scrollKeys = new Set(["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "]);

/**
 * Whether a turn shows its panes or its final answer first. A turn that is open with a final answer begins with it; one
 * that gets it while it is watched changes once, and only if the reader has not touched the turn since it has an order:
 * a turn that one model answers alone has none.
 */
export function useOrder(turn: RefObject<HTMLElement | null>, answerReady: boolean, hasOrder: boolean): Order {
  const [order, setOrder] = useState<Order>(answerReady ? "answer-first" : "panes-first");
  const touched = useTouched(turn, hasOrder && order === "panes-first");
  if (answerReady && !touched && order === "panes-first") setOrder("answer-first");
  return order;
}

/** Whether the reader has scrolled, selected text or focused anything in the turn since it is on the screen. */
function useTouched(turn: RefObject<HTMLElement | null>, watching: boolean): boolean {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (!watching || touched) return;
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    const since = performance.now();
    const touch = () => setTouched(true);
    const isInside = (node: EventTarget | Node | null) => node instanceof Node && turn.current?.contains(node);
    window.addEventListener("wheel", touch, options);
    window.addEventListener("touchmove", touch, options);
    window.addEventListener("scroll", () => performance.now() - since > settling && touch(), options);
    document.addEventListener("focusin", ({ target }) => isInside(target) && touch(), options);
    document.addEventListener(
      "keydown",
      ({ key, target }) => scrollKeys.has(key) && (target === document.body || isInside(target)) && touch(),
      options,
    );
    document.addEventListener(
      "selectionchange",
      () => {
        const selection = document.getSelection();
        if (selection && !selection.isCollapsed && isInside(selection.anchorNode)) touch();
      },
      options,
    );
    return () => stop.abort();
  }, [turn, watching, touched]);
  return touched;
}
