"use client";
import { lazy, type ReactNode, Suspense } from "react";
import { type PopupTriggerProps, useLazyPopup } from "./use-lazy-popup";

export type PopoverProps = {
  /** The button: spread the props on a `Button` or `IconButton`. */
  trigger: (props: PopupTriggerProps) => ReactNode;
  /** Accessible name of the popover. */
  label: string;
  /** The content; `close` closes it and returns focus. The first field or button inside gets focus. */
  children: (close: () => void) => ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  /** Width in px at most; the content decides below it. Default 320. */
  width?: number;
  /** Under 640 px: a sheet over the full height instead (the model picker). */
  sheetOnPhone?: boolean;
  className?: string;
};

const load = () => import("./popover-popup").then((module) => ({ default: module.PopoverPopup }));
const PopoverPopup = lazy(load);
const prefetch = () => void load();

/** Any content beside its trigger. */
export function Popover({ trigger, ...popup }: PopoverProps) {
  const { open, everOpen, change, anchor, trigger: props } = useLazyPopup("dialog", prefetch);
  return (
    <>
      {trigger(props)}
      {everOpen ? (
        <Suspense fallback={null}>
          <PopoverPopup {...popup} open={open} onOpenChange={change} anchor={anchor} />
        </Suspense>
      ) : null}
    </>
  );
}
