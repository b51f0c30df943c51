"use client";
import { Popover } from "@base-ui/react/popover";
import { type RefObject, useState } from "react";
import { cx } from "./cx";
import { Dialog } from "./dialog";
import type { PopoverProps } from "./popover";
import { PopupContainer, usePopupContainer } from "./popup-container";
import { closeUnlessOnAnchor } from "./use-lazy-popup";
import { useMediaQuery } from "./use-media-query";

type PopoverPopupProps = Omit<PopoverProps, "trigger"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
};

export function PopoverPopup(props: PopoverPopupProps) {
  const { open, onOpenChange, anchor, label, children, side = "bottom", align = "start", width = 320 } = props;
  const { sheetOnPhone = false, className } = props;
  const phone = useMediaQuery("(width < 40rem)");
  const outer = usePopupContainer();
  const [inner, setInner] = useState<HTMLElement | null>(null);
  const close = () => onOpenChange(false);

  if (sheetOnPhone && phone) {
    return (
      <Dialog open={open} onOpenChange={onOpenChange} title={label} sheet="full" hideTitle flush>
        {children(close)}
      </Dialog>
    );
  }
  return (
    <Popover.Root open={open} onOpenChange={closeUnlessOnAnchor(anchor, onOpenChange)}>
      <Popover.Portal container={outer}>
        <Popover.Positioner
          ref={setInner}
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            aria-label={label}
            finalFocus={anchor}
            style={{ width }}
            className={cx(
              "popup-motion max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-12 border border-line-strong bg-raised shadow-3 outline-none",
              className,
            )}
          >
            <PopupContainer value={inner}>{children(close)}</PopupContainer>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
