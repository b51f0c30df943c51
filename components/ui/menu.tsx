"use client";
import { lazy, type ReactNode, Suspense } from "react";
import { type PopupTriggerProps, useLazyPopup } from "./use-lazy-popup";

export type MenuAction = {
  label: string;
  onSelect?: () => void;
  /** A link instead of an action. */
  href?: string;
  icon?: ReactNode;
  /** Quiet second line. */
  detail?: ReactNode;
  /** Key shown at the right, e.g. "M". */
  keys?: string;
  destructive?: boolean;
  disabled?: boolean;
  /** Set on every item of a choice: the chosen one has a tick. */
  checked?: boolean;
};

/** An action, a hairline, or a heading over what follows. */
export type MenuEntry = MenuAction | "separator" | { heading: string };

export type MenuProps = {
  /** The button: spread the props on a `Button` or `IconButton`. */
  trigger: (props: PopupTriggerProps) => ReactNode;
  /** Accessible name of the list. */
  label: string;
  items: readonly MenuEntry[];
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  /** Least width in px; default 200. */
  width?: number;
};

const load = () => import("./menu-popup").then((module) => ({ default: module.MenuPopup }));
const MenuPopup = lazy(load);
const prefetch = () => void load();

/** A menu of actions. Focus goes into it and returns to its trigger. */
export function Menu({ trigger, ...popup }: MenuProps) {
  const { open, everOpen, change, anchor, trigger: props } = useLazyPopup("menu", prefetch);
  return (
    <>
      {trigger(props)}
      {everOpen ? (
        <Suspense fallback={null}>
          <MenuPopup {...popup} open={open} onOpenChange={change} anchor={anchor} />
        </Suspense>
      ) : null}
    </>
  );
}
