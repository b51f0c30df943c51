"use client";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { fieldClass } from "./field";

export type TextAreaProps = ComponentProps<"textarea"> & {
  /** Serif: the words are a person's or a model's, such as role instructions. */
  serif?: boolean;
};

/** A text field of several lines that grows with its text. Put it inside `Field`. */
export function TextArea({ serif = false, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      rows={3}
      {...rest}
      className={cx(
        fieldClass,
        "field-sizing-content min-h-16 resize-none py-2",
        serif && "prose-face text-15",
        className,
      )}
    />
  );
}
