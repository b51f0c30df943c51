import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type NoticeProps = {
  /** Bold: who or what. */
  subject: string;
  /** What it means. */
  children?: ReactNode;
  /** The one link or button that helps. */
  action?: ReactNode;
  /** `attention` for what is missing, `danger` for what failed. */
  tone?: "attention" | "danger";
  /** A 16 px lucide icon; default a triangle. */
  icon?: ReactNode;
  className?: string;
};

const tones = { attention: "bg-attention-tint", danger: "bg-danger-tint" } as const;
const iconTones = { attention: "text-attention", danger: "text-danger" } as const;

/** What is missing, above the result: icon, bold subject, meaning, one action. Never dismissed. */
export function Notice({ subject, children, action, tone = "attention", icon, className }: NoticeProps) {
  return (
    <div className={cx("flex gap-3 rounded-8 px-4 py-3 text-13 text-text", tones[tone], className)}>
      <span className={cx("mt-px shrink-0", iconTones[tone])}>
        {icon ?? <TriangleAlert aria-hidden size={16} strokeWidth={1.75} />}
      </span>
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <strong className="font-semibold">{subject}</strong> {children} {action}
      </p>
    </div>
  );
}

export const noticeLinkClass = "font-semibold text-accent hover:underline underline-offset-2";
