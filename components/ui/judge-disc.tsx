import { Scale } from "lucide-react";
import { cx } from "./cx";

export type JudgeDiscProps = {
  size?: 20 | 24 | 28 | 32;
  /** Set when nothing beside it says who judges. */
  label?: string;
  className?: string;
};

const edges = { 20: "size-5", 24: "size-6", 28: "size-7", 32: "size-8" } as const;

/** Disc = the judge. */
export function JudgeDisc({ size = 24, label, className }: JudgeDiscProps) {
  const name = label ? { role: "img", "aria-label": label, "data-tip": label } : { "aria-hidden": true };
  return (
    <span
      {...name}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-ink text-on-ink",
        edges[size],
        className,
      )}
    >
      <Scale aria-hidden size={Math.round(size * 0.56)} strokeWidth={1.75} />
    </span>
  );
}
