import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** Label in semibold, model id in mono: the first line of a seat and of the judge. */
export function ModelLine({ label, name }: { label: string; name: string }) {
  return (
    <span className="flex min-w-0 items-baseline gap-x-2.5 max-sm:flex-wrap">
      <span className="truncate text-13 font-semibold sm:max-w-3/4 sm:shrink-0">{label}</span>
      <span className="min-w-0 truncate font-mono text-12 text-text-2">{name}</span>
    </span>
  );
}

/** Something to know about a row; it never blocks. */
export function Caution({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cx("inline-flex items-center gap-1.5 text-12 font-medium whitespace-nowrap text-attention", className)}
    >
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} className="shrink-0" />
      {children}
    </span>
  );
}
