"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { fieldClass } from "./field";
import { usePopupContainer } from "./popup-container";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  detail?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** Accessible name; leave out inside `Field`, whose ids are spread here. */
  label?: string;
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  disabled?: boolean;
  className?: string;
};

/** One of a list in a field. Brings Base UI's positioning: use it on Panels and Settings, a `Menu` elsewhere. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  label,
  className,
  ...rest
}: SelectProps<Value>) {
  const container = usePopupContainer();
  return (
    <Base.Root
      items={[...options]}
      value={value}
      disabled={rest.disabled ?? false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Base.Trigger
        {...rest}
        aria-label={label}
        className={cx(fieldClass, "flex h-[34px] items-center gap-2 text-left", className)}
      >
        <span className="min-w-0 flex-1 truncate">
          <Base.Value />
        </span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />
      </Base.Trigger>
      <Base.Portal container={container}>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={6} className="z-50">
          <Base.Popup className="popup-motion max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-12 border border-line-strong bg-raised p-1 shadow-3 outline-none">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="flex min-h-8 cursor-default items-center gap-3 rounded-7 px-2.5 py-1.5 text-13 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail ? <span className="block text-12 text-text-3">{option.detail}</span> : null}
                  </span>
                  <Base.ItemIndicator>
                    <Check aria-hidden size={16} strokeWidth={1.75} />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
