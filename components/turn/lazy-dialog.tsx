"use client";

import { type ReactNode, Suspense, useState } from "react";

export type DialogTrigger = {
  "aria-haspopup": "dialog";
  onClick: () => void;
  onPointerEnter: () => void;
  onFocus: () => void;
};
export type DialogState = { open: boolean; onOpenChange: (open: boolean) => void };

type LazyDialogProps = {
  /** Fetches the code of the dialog; called when the pointer or focus nears its trigger. */
  prefetch: () => void;
  trigger: (props: DialogTrigger) => ReactNode;
  /** The dialog; it is made when it is opened first. */
  children: (state: DialogState) => ReactNode;
};

/** A button and the dialog it opens, whose code no page pays for at the start. */
export function LazyDialog({ prefetch, trigger, children }: LazyDialogProps) {
  const [open, setOpen] = useState(false);
  const [everOpen, setEverOpen] = useState(false);

  function show() {
    setOpen(true);
    setEverOpen(true);
  }

  return (
    <>
      {trigger({ "aria-haspopup": "dialog", onClick: show, onPointerEnter: prefetch, onFocus: prefetch })}
      {everOpen ? <Suspense fallback={null}>{children({ open, onOpenChange: setOpen })}</Suspense> : null}
    </>
  );
}
