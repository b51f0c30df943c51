import { cx } from "./cx";

export type SpinnerProps = {
  /** Edge in px. */
  size?: number;
  className?: string;
};

/** A turning quarter in the accent colour; a still ring under reduced motion. Decorative: put a word beside it. */
export function Spinner({ size = 16, className }: SpinnerProps) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      strokeWidth={2}
      className={cx("shrink-0 text-accent motion-safe:animate-[spin_0.9s_linear_infinite]", className)}
    >
      <circle cx={9} cy={9} r={7} stroke="currentColor" opacity={0.25} />
      <path d="M9 2a7 7 0 0 1 7 7" stroke="currentColor" strokeLinecap="round" className="motion-reduce:hidden" />
    </svg>
  );
}
