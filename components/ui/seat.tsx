import { cx } from "./cx";
import { seatLetters } from "./seat-letters";

type SeatSize = 20 | 24 | 28 | 32;
/** Only in the judge's waiting row: ink-filled, dashed, dashed red. */
export type SeatState = "plain" | "answered" | "due" | "failed";

export type SeatProps = {
  /** The panelist's label; its two letters are shown. */
  label: string;
  size?: SeatSize;
  state?: SeatState;
  /** Set when nothing beside it says the name; the seat is then an image with the label as its name and tooltip. */
  named?: boolean;
  className?: string;
};

const sizes: Record<SeatSize, string> = {
  20: "size-5 rounded-6 text-[0.625rem]",
  24: "size-6 rounded-6 text-11",
  28: "size-7 rounded-7 text-12",
  32: "size-8 rounded-8 text-13",
};

const states: Record<SeatState, string> = {
  plain: "border-line-strong bg-surface text-text",
  answered: "border-ink bg-ink text-on-ink",
  due: "border-dashed border-line-strong bg-transparent text-text-3",
  failed: "border-dashed border-danger bg-transparent text-danger",
};

/** Square = a panelist. */
export function Seat({ label, size = 32, state = "plain", named = false, className }: SeatProps) {
  const name = named ? { role: "img", "aria-label": label, "data-tip": label } : { "aria-hidden": true };
  return (
    <span
      {...name}
      className={cx(
        "inline-flex shrink-0 items-center justify-center border leading-none font-semibold tracking-tight select-none",
        sizes[size],
        states[state],
        className,
      )}
    >
      {seatLetters(label)}
    </span>
  );
}
