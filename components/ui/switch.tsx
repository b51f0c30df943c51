"use client";
import { cx } from "./cx";

export type SwitchProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Accessible name; leave out when `labelledBy` or a `<label htmlFor={id}>` gives it. */
  label?: string;
  id?: string;
  labelledBy?: string;
  describedBy?: string;
  disabled?: boolean;
};

/** On or off, at once. 30 x 18 px. */
export function Switch({ checked, onChange, label, id, labelledBy, describedBy, disabled }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      id={id}
      aria-checked={checked}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={() => onChange(!checked)}
      className={cx(
        "hit-area inline-flex h-[18px] w-[30px] shrink-0 items-center rounded-full p-0.5 transition-colors disabled:opacity-40",
        checked ? "bg-ink" : "bg-line-control",
      )}
    >
      <span
        className={cx(
          "size-3.5 rounded-full bg-surface transition-transform",
          checked ? "translate-x-3 bg-on-ink" : "translate-x-0",
        )}
      />
    </button>
  );
}
