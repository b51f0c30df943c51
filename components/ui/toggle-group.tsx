"use client";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

type ToggleOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  /** Accessible name and tooltip when the label alone does not say it. */
  name?: string;
  /** A quiet number after the label. */
  count?: number;
  icon?: ReactNode;
  disabled?: boolean;
};

export type ToggleGroupProps<Value extends string> = {
  /** Accessible name of the group. */
  label: string;
  options: readonly ToggleOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** `segments` in one frame (columns), `chips` as pills that scroll sideways (filters on a phone), `plain` side by side. */
  look?: "segments" | "chips" | "plain";
  className?: string;
};

const frames = {
  segments: "rounded-8 border border-line bg-sunken p-0.5",
  chips: "scroll-hidden gap-2 overflow-x-auto",
  plain: "gap-0.5",
} as const;

const items = {
  segments: "h-[26px] min-w-[26px] rounded-6 px-2 border border-transparent",
  chips: "h-8 rounded-full border px-3.5 shrink-0",
  plain: "h-[30px] rounded-7 px-2.5 border border-transparent",
} as const;

const on = {
  segments: "bg-surface text-text border-line-strong shadow-1",
  chips: "bg-ink text-on-ink border-ink",
  plain: "bg-surface text-text border-line-strong shadow-1",
} as const;

const off = {
  segments: "text-text-2 hover:text-text",
  chips: "bg-surface text-text-2 border-line-strong hover:bg-hover",
  plain: "text-text-2 hover:bg-hover hover:text-text",
} as const;

/** One of several, as radio buttons: one tab stop, arrows move and choose. */
export function ToggleGroup<Value extends string>(props: ToggleGroupProps<Value>) {
  const { label, options, value, onChange, look = "segments", className } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cx("inline-flex items-center", frames[look], className)}>
      {options.map((option) => (
        <label
          key={option.value}
          data-tip={option.name}
          className={cx(
            "hit-area inline-flex cursor-pointer items-center justify-center gap-1.5 text-13 font-medium whitespace-nowrap transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:opacity-45",
            items[look],
            option.value === value ? on[look] : off[look],
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            aria-label={option.name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon}
          {option.label}
          {option.count === undefined ? null : (
            <span className={cx("figures font-normal", look === "chips" ? "" : "text-text-3")}>{option.count}</span>
          )}
        </label>
      ))}
    </div>
  );
}
