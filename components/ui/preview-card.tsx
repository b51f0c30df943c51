"use client";
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from "react";

type PreviewTriggerProps = {
  ref: RefObject<HTMLButtonElement | null>;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  onFocus: () => void;
  onBlur: () => void;
};

export type PreviewCardProps = {
  /** The chip: spread the props on its `<button>`. */
  trigger: (props: PreviewTriggerProps) => ReactNode;
  /** What the card shows; rendered only while it is open. */
  children: () => ReactNode;
  /** Width in px at most; default 340. */
  width?: number;
};

const openAfter = 250;
const closeAfter = 150;

const load = () => import("./preview-card-popup").then((module) => ({ default: module.PreviewCardPopup }));
const PreviewCardPopup = lazy(load);

/** A card that previews what a chip stands for, on hover or focus. Its content must also be reachable another way. */
export function PreviewCard({ trigger, children, width = 340 }: PreviewCardProps) {
  const [open, setOpen] = useState(false);
  const [everOpen, setEverOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  function change(next: boolean, after: number) {
    clearTimeout(timer.current);
    if (next) void load();
    timer.current = setTimeout(() => {
      setOpen(next);
      if (next) setEverOpen(true);
    }, after);
  }

  const enter = () => change(true, openAfter);
  const leave = () => change(false, closeAfter);
  return (
    <>
      {trigger({ ref: anchor, onPointerEnter: enter, onPointerLeave: leave, onFocus: enter, onBlur: leave })}
      {everOpen ? (
        <Suspense fallback={null}>
          <PreviewCardPopup
            open={open}
            anchor={anchor}
            width={width}
            onClose={() => change(false, 0)}
            onPointerEnter={() => change(true, 0)}
            onPointerLeave={leave}
          >
            {children}
          </PreviewCardPopup>
        </Suspense>
      ) : null}
    </>
  );
}
