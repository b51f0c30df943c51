import { cx } from "./cx";

export type SkeletonProps = { className?: string };

/** A grey bar in the final size, shown only after 200 ms; never shimmers. Give it a width. */
export function Skeleton({ className }: SkeletonProps) {
  return <span aria-hidden className={cx("appear-late block h-2.5 rounded-full bg-hover", className)} />;
}
