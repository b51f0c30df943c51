"use client";
import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { RefObject } from "react";
import { cx } from "./cx";
import { Kbd } from "./kbd";
import type { MenuAction, MenuEntry, MenuProps } from "./menu";
import { usePopupContainer } from "./popup-container";
import { closeUnlessOnAnchor } from "./use-lazy-popup";

type MenuPopupProps = Omit<MenuProps, "trigger"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
};

const itemClass =
  "flex min-h-8 w-full cursor-default items-center gap-2.5 rounded-7 px-2.5 py-1.5 text-13 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover pointer-coarse:min-h-11";

export function MenuPopup(props: MenuPopupProps) {
  const { open, onOpenChange, anchor, label, items, side = "bottom", align = "start", width = 200 } = props;
  const container = usePopupContainer();
  return (
    <Menu.Root open={open} onOpenChange={closeUnlessOnAnchor(anchor, onOpenChange)} modal={false}>
      <Menu.Portal container={container}>
        <Menu.Positioner anchor={anchor} side={side} align={align} sideOffset={6} className="z-50">
          <Menu.Popup
            aria-label={label}
            finalFocus={anchor}
            style={{ minWidth: width }}
            className="popup-motion max-h-[min(var(--available-height),440px)] max-w-[min(360px,calc(100vw-16px))] overflow-y-auto rounded-12 border border-line-strong bg-raised p-1 shadow-3 outline-none"
          >
            {items.map((item, index) => (
              <MenuRow key={keyOf(item, index)} item={item} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Two entries may look alike; a place in the menu is theirs alone. */
function keyOf(item: MenuEntry, index: number): string {
  if (typeof item === "string") return `separator-${index}`;
  return "heading" in item ? `heading-${item.heading}` : `${item.label}-${index}`;
}

function MenuRow({ item }: { item: MenuEntry }) {
  if (typeof item === "string") return <Menu.Separator className="mx-2.5 my-1 h-px bg-line" />;
  if ("heading" in item) return <div className="px-2.5 pt-2 pb-1 text-12 text-text-3">{item.heading}</div>;
  const className = cx(itemClass, item.destructive ? "text-danger" : "text-text");
  if (item.href) {
    return (
      <Menu.LinkItem closeOnClick className={className} render={<Link href={item.href} />}>
        <RowContent item={item} />
      </Menu.LinkItem>
    );
  }
  if (item.checked !== undefined) {
    return (
      // Each of our menus with ticks holds one choice.
      <Menu.CheckboxItem
        role="menuitemradio"
        aria-checked={item.checked}
        closeOnClick
        checked={item.checked}
        disabled={item.disabled ?? false}
        onClick={item.onSelect}
        className={className}
      >
        <RowContent item={item} />
      </Menu.CheckboxItem>
    );
  }
  return (
    <Menu.Item disabled={item.disabled ?? false} onClick={item.onSelect} className={className}>
      <RowContent item={item} />
    </Menu.Item>
  );
}

function RowContent({ item }: { item: MenuAction }) {
  return (
    <>
      {item.icon ? <span className={cx("shrink-0", item.destructive ? "" : "text-text-2")}>{item.icon}</span> : null}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{item.label}</span>
        {item.detail ? <span className="block truncate text-12 text-text-3">{item.detail}</span> : null}
      </span>
      {item.keys ? <Kbd>{item.keys}</Kbd> : null}
      {item.checked === undefined ? null : (
        <Check aria-hidden size={16} strokeWidth={1.75} className={item.checked ? "" : "invisible"} />
      )}
    </>
  );
}
