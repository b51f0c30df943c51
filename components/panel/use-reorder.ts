"use client";
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";

type ReorderParts = {
  /** The keys in their present order. */
  keys: readonly string[];
  onMove: (key: string, to: number) => void;
};

/**
 * Reordering by a drag handle and by keyboard (arrows on the handle, Alt + arrows anywhere in the row). Rows change
 * places while they are dragged; Escape puts the row back. Focus stays with the row that moves.
 */
export function useReorder({ keys, onMove }: ReorderParts) {
  const [dragging, setDragging] = useState<string | null>(null);
  const rows = useRef(new Map<string, HTMLElement>());
  const focusAfter = useRef<HTMLElement | null>(null);
  const latest = useRef({ keys, onMove });

  useLayoutEffect(() => {
    latest.current = { keys, onMove };
    // Moving a row in the document takes the focus from it.
    if (focusAfter.current && document.activeElement !== focusAfter.current) focusAfter.current.focus();
    focusAfter.current = null;
  });

  function startDrag(key: string, event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    const from = latest.current.keys.indexOf(key);
    const place = (to: number) => latest.current.keys.indexOf(key) !== to && latest.current.onMove(key, to);
    setDragging(key);
    followPointer({
      onMove: (y) => place(placeAt(y, key)),
      onCancel: () => place(from),
      onEnd: () => setDragging(null),
    });
  }

  /** How many other rows lie above the pointer. */
  function placeAt(y: number, key: string): number {
    const others = latest.current.keys.filter((other) => other !== key);
    return others.filter((other) => middleOf(rows.current.get(other)) < y).length;
  }

  function moveByKey(key: string, event: KeyboardEvent<HTMLElement>, withAlt: boolean): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.altKey !== withAlt || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = keys.indexOf(key) + step;
    if (to < 0 || to >= keys.length) return;
    focusAfter.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    onMove(key, to);
  }

  return {
    dragging,
    rowProps: (key: string) => ({
      ref: (element: HTMLElement | null) => {
        if (element) rows.current.set(key, element);
        else rows.current.delete(key);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveByKey(key, event, true),
    }),
    handleProps: (key: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => startDrag(key, event),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveByKey(key, event, false),
    }),
  };
}

function middleOf(element: HTMLElement | undefined): number {
  const box = element?.getBoundingClientRect();
  return box ? box.top + box.height / 2 : Number.POSITIVE_INFINITY;
}

type PointerFollower = { onMove: (y: number) => void; onCancel: () => void; onEnd: () => void };

/** Follows the pointer until it is released; Escape cancels. Pointer capture would end when the row moves. */
function followPointer({ onMove, onCancel, onEnd }: PointerFollower): void {
  const listening = new AbortController();
  const { signal } = listening;
  const end = () => {
    listening.abort();
    onEnd();
  };
  window.addEventListener("pointermove", (event) => onMove(event.clientY), { signal });
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", end, { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      onCancel();
      end();
    },
    { signal, capture: true },
  );
}
