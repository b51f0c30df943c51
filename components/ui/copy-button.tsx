"use client";
import { Check, Copy } from "lucide-react";
import { Button, type ButtonProps } from "./button";
import { useCopied } from "./use-copied";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

type CopyButtonProps = { text: string /** What is copied, e.g. "the token". */; what: string } & Pick<
  ButtonProps,
  "size" | "variant" | "className"
>;

/** Copies a text and says so for a moment; its width stays. */
export function CopyButton({ text, what, ...look }: CopyButtonProps) {
  const { copied, copy } = useCopied();
  return (
    <Button
      {...look}
      aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
      icon={copied ? <Check {...icon} /> : <Copy {...icon} />}
      onClick={() => copy(text)}
    >
      <span className="grid text-left">
        <span className="invisible col-start-1 row-start-1">Copied</span>
        <span aria-live="polite" className="col-start-1 row-start-1">
          {copied ? "Copied" : "Copy"}
        </span>
      </span>
    </Button>
  );
}
