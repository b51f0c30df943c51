import {
  ChartPie,
  Check,
  CircleDashed,
  Ellipsis,
  Equal,
  EqualNot,
  EyeOff,
  Hand,
  Lightbulb,
  type LucideIcon,
  PencilLine,
  Scissors,
  Search,
  Square,
  TriangleAlert,
} from "lucide-react";
import { cx } from "@/components/ui/cx";
import type { PointKind, Stance } from "@/lib/core/analysis";
import type { PaneStatus } from "./view/pane-facts";

const kindIcons: Record<PointKind, LucideIcon> = {
  contradictions: EqualNot,
  consensus: Equal,
  partial_coverage: ChartPie,
  unique_insights: Lightbulb,
  blind_spots: EyeOff,
};

/** The icon of a kind of point. */
export function KindIcon({ kind, size = 14 }: { kind: PointKind; size?: number }) {
  const Icon = kindIcons[kind];
  return <Icon aria-hidden size={size} strokeWidth={1.75} className="shrink-0" />;
}

const statusIcons: Record<PaneStatus, LucideIcon> = {
  queued: CircleDashed,
  searching: Search,
  thinking: Ellipsis,
  writing: PencilLine,
  done: Check,
  cut_off: Scissors,
  refused: Hand,
  failed: TriangleAlert,
  stopped: Square,
};

export const statusTones: Record<PaneStatus, string> = {
  queued: "text-text-3",
  searching: "text-accent",
  thinking: "text-accent",
  writing: "text-accent",
  done: "text-text-3",
  cut_off: "text-attention",
  refused: "text-attention",
  failed: "text-danger",
  stopped: "text-text-3",
};

export function StatusIcon({ status, size = 14 }: { status: PaneStatus; size?: number }) {
  const Icon = statusIcons[status];
  return <Icon aria-hidden size={size} strokeWidth={1.75} className={cx("shrink-0", statusTones[status])} />;
}

export type Glyph = Stance | "silent" | "unverified" | "absent";

const glyphTones: Record<Glyph, string> = {
  supports: "text-supports",
  contradicts: "text-contradicts",
  partly: "text-partly",
  silent: "text-silent",
  unverified: "text-attention",
  absent: "text-danger",
};

/** A stance by shape: disc with tick, diamond with cross, half-filled ring, dash, dashed ring, triangle. */
export function StanceGlyph({ glyph, size = 16, className }: { glyph: Glyph; size?: number; className?: string }) {
  if (glyph === "absent") {
    return <TriangleAlert aria-hidden size={size - 2} strokeWidth={1.75} className={cx("shrink-0", className)} />;
  }
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      className={cx("shrink-0", className ?? glyphTones[glyph])}
    >
      {shapes[glyph]}
    </svg>
  );
}

const cut = { stroke: "var(--surface)", strokeWidth: 1.6, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const shapes: Record<Exclude<Glyph, "absent">, React.ReactNode> = {
  supports: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11 6.2" {...cut} />
    </>
  ),
  contradicts: (
    <>
      <rect x="2.9" y="2.9" width="10.2" height="10.2" rx="1.6" transform="rotate(45 8 8)" fill="currentColor" />
      <path d="m6.2 6.2 3.6 3.6m0-3.6L6.2 9.8" {...cut} />
    </>
  ),
  partly: (
    <>
      <circle cx="8" cy="8" r="6.2" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 2a6 6 0 0 0 0 12Z" fill="currentColor" />
    </>
  ),
  silent: <path d="M4 8h8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />,
  unverified: (
    <>
      <circle cx="8" cy="8" r="6.3" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.6 1.9" />
      <path
        d="M6.6 6.5a1.4 1.4 0 1 1 2.1 1.3c-.5.3-.7.6-.7 1"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
      />
      <circle cx="8" cy="10.7" r=".8" fill="currentColor" />
    </>
  ),
};
