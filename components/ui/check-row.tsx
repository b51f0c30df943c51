import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type CheckRowProps = {
  checked: boolean;
  onToggle: () => void;
  disabled?: boolean;
  /** What is chosen; it is the name of the box. */
  children: ReactNode;
};

/** One box to tick, the whole row its label. */
export function CheckRow({ checked, onToggle, disabled = false, children }: CheckRowProps) {
  return (
    <label
      className={cx(
        "flex min-h-8 items-center gap-2.5 rounded-7 px-2.5 py-1.5 text-13 pointer-coarse:min-h-11",
        disabled ? "text-text-3" : "hover:bg-hover",
      )}
    >
      <span className="relative flex size-4 shrink-0">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={onToggle}
          className="peer size-4 appearance-none rounded-4 border border-line-control bg-surface checked:border-ink checked:bg-ink disabled:border-line-strong"
        />
        <Check
          aria-hidden
          size={12}
          strokeWidth={2.5}
          className="pointer-events-none absolute inset-0.5 text-on-ink not-peer-checked:hidden"
        />
      </span>
      {children}
    </label>
  );
}
