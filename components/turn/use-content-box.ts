"use client";

import { type RefObject, useLayoutEffect } from "react";

/** While a pane is maximised: tells it, through a custom property, where the content area begins. */
export function useContentBox(turn: RefObject<HTMLElement | null>, maximised: boolean): void {
  useLayoutEffect(() => {
    const main = document.getElementById("main");
    const element = turn.current;
    if (!maximised || !main || !element) return;
    const measure = () => element.style.setProperty("--content-left", `${main.getBoundingClientRect().left}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(main);
    measure();
    return () => observer.disconnect();
  }, [turn, maximised]);
}
