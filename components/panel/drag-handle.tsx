import { GripVertical } from "lucide-react";
import type { ComponentProps } from "react";

type DragHandleProps = Omit<ComponentProps<"button">, "aria-label"> & { name: string };

/** Six dots: drag with the pointer, or move with the arrow keys. */
export function DragHandle({ name, ...rest }: DragHandleProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={`Move ${name}`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      data-tip="Drag, or move with the arrow keys"
      className="hit-area flex h-8 w-5 shrink-0 touch-none items-center justify-center rounded-6 text-text-3 hover:bg-hover hover:text-text [&:not(:disabled)]:cursor-grab [&:active]:cursor-grabbing"
    >
      <GripVertical aria-hidden size={16} strokeWidth={1.75} />
    </button>
  );
}
