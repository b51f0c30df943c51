"use client";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { Field, type FieldProps, fieldClass } from "@/components/ui/field";

type NumberFieldProps = Pick<FieldProps, "label" | "hint" | "error" | "layout" | "className"> & {
  value: number | null;
  /** null = empty; NaN = the text is no number. */
  onChange: (value: number | null) => void;
  /** Before and after the figure, e.g. "$" and "s". */
  prefix?: string;
  unit?: string;
  /** What an empty field means; leave out when it must not be empty. */
  empty?: string;
};

/** A figure with its unit inside the field. What is typed stays as typed; whoever owns the value judges it. */
export function NumberField({ value, onChange, prefix, unit, empty, layout, ...field }: NumberFieldProps) {
  const [typed, setTyped] = useState({ text: writeNumber(value, prefix), value });
  if (!Object.is(typed.value, value)) setTyped({ text: writeNumber(value, prefix), value });

  function read(text: string): void {
    const next = parseNumber(text, empty !== undefined);
    setTyped({ text, value: next });
    onChange(next);
  }

  const words = { ...field, ...(layout && { layout }) };
  return (
    <Field {...words}>
      {(ids) => (
        <span
          className={cx(
            fieldClass,
            "flex h-[34px] cursor-text items-center has-focus-visible:outline-2 has-focus-visible:outline-accent",
            ids["aria-invalid"] && "border-danger!",
          )}
        >
          {prefix && typed.text !== "" ? <span className="text-text-2">{prefix}</span> : null}
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder={empty}
            value={typed.text}
            onChange={(event) => read(event.target.value)}
            className="figures field-sizing-content h-full max-w-full min-w-[2ch] bg-transparent outline-none"
          />
          {unit && typed.text !== "" ? <span className="ml-1 truncate text-text-2">{unit}</span> : null}
        </span>
      )}
    </Field>
  );
}

/** Money has its cents. */
function writeNumber(value: number | null, prefix: string | undefined): string {
  if (value === null || Number.isNaN(value)) return "";
  return prefix === "$" && Number.isInteger(value * 100) ? value.toFixed(2) : String(value);
}

function parseNumber(text: string, mayBeEmpty: boolean): number | null {
  const figures = text.replace(/[\s,$]/g, "");
  if (figures === "") return mayBeEmpty ? null : Number.NaN;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(figures) ? Number(figures) : Number.NaN;
}
