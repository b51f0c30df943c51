"use client";

import { useCallback, useState } from "react";
import { useNow } from "./use-now";

/** Whether an element is on the screen or about to be. Put `watch` on it. */
export function useOnScreen() {
  const [onScreen, setOnScreen] = useState(true);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setOnScreen(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: "200px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { onScreen, watch };
}

/** A value that changes often: as it is while `fast`, else as it was at the last full second. */
export function useCalm<Value>(value: Value, fast: boolean): Value {
  const second = useNow(!fast);
  const [held, setHeld] = useState({ value, second });
  const isDue = !fast && held.second !== second;
  if (isDue) setHeld({ value, second });
  return fast || isDue ? value : held.value;
}
