"use client";
import { lazy, type ReactNode, Suspense, useState } from "react";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot, right-aligned: the main one last. */
  actions?: ReactNode;
  /** Width in px at most; default 480. */
  width?: number;
  /** Under 640 px: `bottom` (default) rises from the bottom, `full` fills the screen, `left` is a drawer at every width. */
  sheet?: "bottom" | "full" | "left";
  /** No padding around the content. */
  flush?: boolean;
  /** Distance from the top instead of centred, for a search box whose list grows. */
  atTop?: boolean;
};

const DialogPopup = lazy(() => import("./dialog-popup").then((module) => ({ default: module.DialogPopup })));

/** A modal dialog; a sheet on a phone. Esc and a press outside close it, focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const [everOpen, setEverOpen] = useState(props.open);
  if (props.open && !everOpen) setEverOpen(true);
  if (!everOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogPopup {...props} />
    </Suspense>
  );
}
