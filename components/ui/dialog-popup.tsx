"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useState } from "react";
import { cx } from "./cx";
import type { DialogProps } from "./dialog";
import { IconButton } from "./icon-button";
import { PopupContainer } from "./popup-container";

const motion =
  "transition-[opacity,transform] duration-[180ms] ease-out data-starting-style:opacity-0 data-ending-style:opacity-0";

const sheets = {
  bottom:
    "max-sm:mt-auto max-sm:mb-0 max-sm:max-w-full max-sm:rounded-b-none max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-starting-style:translate-y-4 max-sm:data-ending-style:translate-y-4",
  full: "max-sm:m-0 max-sm:h-dvh max-sm:max-h-dvh max-sm:max-w-full max-sm:rounded-none max-sm:border-0",
  left: "",
} as const;

const drawer =
  "fixed inset-y-0 left-0 flex w-[min(288px,calc(100vw-48px))] flex-col border-r border-line bg-sunken shadow-3 outline-none data-starting-style:-translate-x-4 data-ending-style:-translate-x-4";

function boxClass({ sheet = "bottom", atTop }: DialogProps): string {
  if (sheet === "left") return drawer;
  return cx(
    "m-auto flex max-h-[calc(100dvh-48px)] w-full flex-col overflow-hidden rounded-12 border border-line-strong bg-raised shadow-3 outline-none",
    atTop && "sm:mt-[12vh]",
    sheets[sheet],
  );
}

export function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, hideTitle, description, children, actions, width = 480 } = props;
  const { sheet = "bottom", flush } = props;
  const [container, setContainer] = useState<HTMLElement | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={cx("fixed inset-0 z-40 bg-scrim", motion)} />
        <Dialog.Viewport ref={setContainer} className="fixed inset-0 z-40 flex overflow-hidden sm:px-4">
          <Dialog.Popup
            className={cx(motion, boxClass(props))}
            style={sheet === "left" ? undefined : { maxWidth: width }}
          >
            <PopupContainer value={container}>
              <div className={cx(hideTitle ? "sr-only" : "flex items-start gap-4 px-5 pt-4 pb-1")}>
                <div className="min-w-0 flex-1">
                  <Dialog.Title className="text-16 font-semibold">{title}</Dialog.Title>
                  {description ? (
                    <Dialog.Description render={<div />} className="mt-1 text-13 text-text-2">
                      {description}
                    </Dialog.Description>
                  ) : null}
                </div>
                {hideTitle ? null : (
                  <IconButton
                    label="Close"
                    icon={<X aria-hidden size={16} strokeWidth={1.75} />}
                    onClick={() => onOpenChange(false)}
                  />
                )}
              </div>
              <div className={cx("flex min-h-0 flex-1 flex-col overflow-y-auto", !flush && "px-5 py-3")}>
                {children}
              </div>
              {actions ? (
                <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</div>
              ) : null}
            </PopupContainer>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
