"use client";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";

const openAfter = 400;
const gap = 6;
const margin = 8;

type Tip = { text: string; keys: string | null; box: DOMRect };

/**
 * The one tooltip of the page: it shows `data-tip` (and `data-tip-keys`) of whatever is hovered or has keyboard
 * focus; the accessible name must say the same. One listener for hundreds of matrix cells; mounted once by the providers.
 */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => followPointerAndFocus(setTip), []);
  return tip ? <TipBox tip={tip} /> : null;
}

function followPointerAndFocus(show: (tip: Tip | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;

  function hide() {
    clearTimeout(timer);
    current = null;
    show(null);
  }

  function showSoon(target: EventTarget | null, delay: number) {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
    if (element === current) return;
    hide();
    if (!element) return;
    current = element;
    timer = setTimeout(() => {
      if (element.isConnected && element.ariaExpanded !== "true") show(tipOf(element));
    }, delay);
  }

  const onOver = (event: PointerEvent) => event.pointerType !== "touch" && showSoon(event.target, openAfter);
  const onFocus = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible") && movesByTab())
      showSoon(event.target, 0);
  };
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener("pointerover", onOver, { signal, passive: true });
  document.addEventListener("focusin", onFocus, { signal });
  document.addEventListener("focusout", hide, { signal });
  document.addEventListener("pointerdown", hide, { signal, passive: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal });
  window.addEventListener("scroll", hide, { signal, passive: true, capture: true });
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}

/** Focus that a script moved, into a dialog for example, says nothing about what a person wants to know. */
function movesByTab(): boolean {
  return "byKeys" in document.documentElement.dataset;
}

function tipOf(element: HTMLElement): Tip | null {
  const text = element.dataset.tip;
  return text ? { text, keys: element.dataset.tipKeys ?? null, box: element.getBoundingClientRect() } : null;
}

function TipBox({ tip }: { tip: Tip }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const below = tip.box.bottom + gap;
    const top = below + height + margin > window.innerHeight ? tip.box.top - gap - height : below;
    const left = tip.box.left + tip.box.width / 2 - width / 2;
    element.style.top = `${top}px`;
    element.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
  }, [tip]);
  return (
    <div
      ref={box}
      aria-hidden
      className="pointer-events-none fixed z-60 flex max-w-72 items-center gap-2 rounded-7 border border-line-strong bg-raised px-2.5 py-1.5 text-12 text-text shadow-3"
    >
      {tip.text}
      {tip.keys ? <Kbd>{tip.keys}</Kbd> : null}
    </div>
  );
}
