"use client";
import { PreviewCard } from "@base-ui/react/preview-card";
import type { ReactNode, RefObject } from "react";

type PreviewCardPopupProps = {
  open: boolean;
  anchor: RefObject<HTMLElement | null>;
  width: number;
  onClose: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  children: () => ReactNode;
};

export function PreviewCardPopup({ open, anchor, width, onClose, children, ...pointer }: PreviewCardPopupProps) {
  return (
    <PreviewCard.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <PreviewCard.Portal>
        <PreviewCard.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-50">
          <PreviewCard.Popup
            {...pointer}
            style={{ width }}
            className="popup-motion max-w-(--available-width) rounded-12 border border-line-strong bg-raised p-4 text-13 shadow-3 outline-none"
          >
            {children()}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
