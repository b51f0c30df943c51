import type { ReactNode } from "react";
import { cx } from "./cx";

export type KbdProps = { children: ReactNode; className?: string };

/** One key. */
export function Kbd({ children, className }: KbdProps) {
  return (
    <kbd
      className={cx(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-4 border border-line-strong bg-surface px-1 font-sans text-11 text-text-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
