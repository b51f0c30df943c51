import { CheckCheck, Circle, type LucideIcon, Shuffle } from "lucide-react";
import type { OrderMark } from "@/lib/core/analysis";
import { orderWords } from "./view/order-words";

const icons: Record<OrderMark, LucideIcon> = { stable: CheckCheck, one_order: Circle, flips: Shuffle };

/** In a row: what the other order of the answers made of the point, as a glyph with its words for screen readers. */
export function OrderGlyph({ order }: { order: OrderMark | undefined }) {
  if (!order) return null;
  const Icon = icons[order];
  return (
    <span data-tip={orderWords[order]} className="ml-1.5 inline-flex align-[-2px] text-text-3">
      <Icon aria-hidden size={13} strokeWidth={1.75} />
      <span className="sr-only">, {orderWords[order].toLowerCase()}</span>
    </span>
  );
}

/** In an open point: the same in words. */
export function OrderNote({ order }: { order: OrderMark | undefined }) {
  if (!order) return null;
  const Icon = icons[order];
  return (
    <p className="mt-1.5 flex items-center gap-1.5 text-12 text-text-3">
      <Icon aria-hidden size={13} strokeWidth={1.75} className="shrink-0" />
      {orderWords[order]}
    </p>
  );
}
