"use client";
import { TextField, type TextFieldProps } from "@/components/ui/field";

type KeyFieldProps = Pick<TextFieldProps, "label" | "hint" | "error" | "placeholder"> & {
  value: string;
  onChange: (value: string) => void;
};

/** A field for a key: write-only, and nothing for a password manager to keep. */
export function KeyField({ value, onChange, ...rest }: KeyFieldProps) {
  return (
    <TextField
      {...rest}
      type="password"
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
