"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

const nearEnd = 24;

/**
 * Scrolling of one pane, without any React state: it follows its end while it is live and the reader is there, and
 * says through data attributes of the frame what is hidden (`data-above`, `data-below`) and that the reader is away.
 * Put `frame` on the element with the fades, which holds the scroller, which holds the content.
 */
export function usePaneScroll(live: boolean) {
  const scroller = useRef<HTMLElement | null>(null);
  const isLive = useRef(live);
  const following = useRef(live);
  useLayoutEffect(() => {
    isLive.current = live;
    following.current = live;
  }, [live]);

  const frame = useCallback((element: HTMLElement | null) => {
    const box = element?.querySelector<HTMLElement>("[data-scroller]");
    const content = box?.firstElementChild;
    if (!element || !box || !content) return;
    scroller.current = box;
    let lastTop = box.scrollTop;

    function show() {
      if (!element || !box) return;
      const below = box.scrollHeight - box.clientHeight - box.scrollTop;
      element.toggleAttribute("data-above", box.scrollTop > 1);
      element.toggleAttribute("data-below", below > 1);
      element.toggleAttribute("data-away", isLive.current && !following.current && below > nearEnd);
    }

    function onScroll() {
      if (!box) return;
      const below = box.scrollHeight - box.clientHeight - box.scrollTop;
      if (box.scrollTop < lastTop && below > nearEnd) following.current = false;
      else if (below <= nearEnd) following.current = isLive.current;
      lastTop = box.scrollTop;
      show();
    }

    const observer = new ResizeObserver(() => {
      if (following.current && isLive.current) box.scrollTop = box.scrollHeight;
      lastTop = box.scrollTop;
      show();
    });
    observer.observe(content);
    observer.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    box?.scrollTo({ top: box.scrollHeight });
  }, []);

  return { frame, toEnd };
}
