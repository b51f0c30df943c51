"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

/** The classes of a text field, 34 px high. */
export const fieldClass =
  "w-full rounded-7 border border-line-control bg-surface px-2.5 text-13 text-text transition-colors hover:border-text-3 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:cursor-not-allowed disabled:border-line-strong disabled:text-text-3 pointer-coarse:text-16";

type FieldIds = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

export type FieldProps = {
  label: string;
  /** Under the control, quiet. */
  hint?: ReactNode;
  /** Under the control, in danger; also marks the control as invalid. */
  error?: string | null | undefined;
  /** `above` (default), or `beside`: label left, control right, as in the panel builder. */
  layout?: "above" | "beside";
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** Spread the ids on the control. */
  children: (ids: FieldIds) => ReactNode;
};

/** A label, its control, a hint and an error, wired together. */
export function Field({ label, hint, error, layout = "above", hideLabel, className, children }: FieldProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  const ids: FieldIds = { id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined };
  const beside = layout === "beside";
  return (
    <div
      className={cx(beside ? "grid grid-cols-[1fr_minmax(0,144px)] items-center gap-x-4" : "grid gap-1.5", className)}
    >
      <label htmlFor={id} className={cx("text-13", hideLabel ? "sr-only" : beside ? "text-text-2" : "font-medium")}>
        {label}
      </label>
      {children(ids)}
      {error ? (
        <p id={`${id}-error`} role="alert" className="col-span-full mt-1 text-12 text-danger">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="col-span-full text-12 text-text-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export type TextFieldProps = Omit<FieldProps, "children"> & Omit<ComponentProps<"input">, "id" | "children">;

/** A one-line text field with its label; every `<input>` attribute goes to the input. */
export function TextField({ label, hint, error, layout, hideLabel, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error }} {...fieldLook(layout, hideLabel, className)}>
      {(ids) => <input type="text" autoComplete="off" {...input} {...ids} className={cx(fieldClass, "h-[34px]")} />}
    </Field>
  );
}

function fieldLook(layout: FieldProps["layout"], hideLabel: boolean | undefined, className: string | undefined) {
  return { ...(layout && { layout }), ...(hideLabel && { hideLabel }), ...(className && { className }) };
}
