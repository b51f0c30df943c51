import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button";
import { cx } from "./cx";

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label" | "title"> & {
  /** What it does; the accessible name and the tooltip. */
  label: string;
  /** A 16 px lucide icon. */
  icon: ReactNode;
  variant?: ButtonVariant;
  /** Edge in px. */
  size?: 24 | 28 | 32;
  /** Key shown in the tooltip, e.g. "M". */
  keys?: string;
};

const edges = { 24: "size-6!", 28: "size-7!", 32: "size-8!" } as const;

/** A square button with an icon only; its label is the tooltip. */
export function IconButton({ label, icon, variant = "quiet", size = 28, keys, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      className={buttonClass({ variant, size: "sm" }, cx("px-0!", edges[size], className))}
    >
      {icon}
    </button>
  );
}
