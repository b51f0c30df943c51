import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "destructive";
/** `sm` 28 px, `md` 32 px, `lg` 36 px high. */
type ButtonSize = "sm" | "md" | "lg";

type Look = { variant?: ButtonVariant | undefined; size?: ButtonSize | undefined };

const base =
  "hit-area inline-flex shrink-0 items-center justify-center gap-2 rounded-7 text-13 font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-ink text-on-ink hover:bg-ink/85 active:bg-ink/75 disabled:opacity-35 aria-disabled:opacity-35",
  secondary:
    "border border-line-strong bg-surface text-text shadow-1 hover:bg-hover active:bg-press disabled:bg-canvas disabled:text-text-3 disabled:border-line disabled:shadow-none aria-disabled:bg-canvas aria-disabled:text-text-3",
  quiet:
    "text-text-2 hover:bg-hover hover:text-text active:bg-press disabled:bg-transparent disabled:opacity-50 aria-disabled:bg-transparent aria-disabled:opacity-50",
  destructive:
    "border border-line-strong bg-surface text-danger shadow-1 hover:bg-danger-tint hover:border-danger/40 active:bg-danger-tint disabled:opacity-50 aria-disabled:opacity-50",
};

const sizes: Record<ButtonSize, string> = { sm: "h-7 px-2.5", md: "h-8 px-3.5", lg: "h-9 px-4" };

/** The classes of a button, for what must look like one but is another element. */
export function buttonClass({ variant = "secondary", size = "md" }: Look, extra?: string): string {
  return cx(base, variants[variant], sizes[size], extra);
}

export type ButtonProps = ComponentProps<"button"> & Look & { icon?: ReactNode };

/** A button; `icon` is a 16 px lucide icon before the words. Default: secondary, md, `type="button"`. */
export function Button({ variant, size, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass({ variant, size }, className)}>
      {icon}
      {children}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look & { icon?: ReactNode };

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, size }, className)}>
      {icon}
      {children}
    </Link>
  );
}
