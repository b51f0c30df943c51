"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import type { Place } from "./audit-words";

/** The place of a finding in a text that is shown marked: going there moves the focus, Escape takes the mark away. */
export function useFoundPlace(section: RefObject<HTMLElement | null>, text: string) {
  const [found, setFound] = useState<{ place: Place; text: string } | null>(null);
  const place = found?.text === text ? found.place : null;
  const show = useCallback(
    (next: Place) => {
      setFound({ place: next, text });
      requestAnimationFrame(() => requestAnimationFrame(() => goToFound(section.current)));
    },
    [section, text],
  );
  useEffect(() => {
    if (!place) return;
    const clear = (event: KeyboardEvent) => {
      if (event.key === "Escape") setFound(null);
    };
    window.addEventListener("keydown", clear);
    return () => window.removeEventListener("keydown", clear);
  }, [place]);
  return { place, show };
}

function goToFound(section: HTMLElement | null): void {
  const mark = section?.querySelector<HTMLElement>("[data-found]");
  mark?.scrollIntoView({ block: "center" });
  mark?.focus({ preventScroll: true });
}
