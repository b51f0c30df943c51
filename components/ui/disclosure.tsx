"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cx } from "./cx";

export type DisclosureProps = {
  /** The line that is always visible. */
  summary: ReactNode;
  children: ReactNode;
  /** Leave out to let it keep its own state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  defaultOpen?: boolean;
  className?: string;
  summaryClassName?: string;
};

/** A line with a chevron that folds what is under it. The content is mounted only while open. */
export function Disclosure(props: DisclosureProps) {
  const { summary, children, open, onOpenChange, defaultOpen = false, className, summaryClassName } = props;
  const [own, setOwn] = useState(defaultOpen);
  const id = useId();
  const shown = open ?? own;

  function toggle() {
    setOwn(!shown);
    onOpenChange?.(!shown);
  }

  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onClick={toggle}
        className={cx(
          "hit-area flex items-center gap-2 rounded-4 text-left text-13 text-text-2 hover:text-text",
          summaryClassName,
        )}
      >
        <ChevronRight
          aria-hidden
          size={16}
          strokeWidth={1.75}
          className={cx("shrink-0 text-text-3 transition-transform duration-[180ms]", shown && "rotate-90")}
        />
        {summary}
      </button>
      {shown ? (
        <div id={id} className="disclosure-open">
          {children}
        </div>
      ) : null}
    </div>
  );
}
