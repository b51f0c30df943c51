"use client";
import { Menu, PanelLeft } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { useShell } from "./shell-context";

export type TopBarProps = {
  /** Left (centred on a phone): the page's short title, 13/18 semibold. Not the h1. */
  children?: ReactNode;
  /** Right: icon buttons or buttons. */
  actions?: ReactNode;
  /** No line and, where the sidebar is open, no bar at all. */
  bare?: boolean;
};

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The 52 px bar on top of a page; sticks there. It holds the button that brings back the sidebar. */
export function TopBar({ children, actions, bare = false }: TopBarProps) {
  const { collapsed, wide, toggleSidebar } = useShell();
  const inline = wide ? "xl" : "lg";
  const whenInline = { xl: "xl:hidden", lg: "lg:hidden" }[inline];
  return (
    <header
      className={cx(
        "sticky top-0 z-20 flex h-[52px] items-center gap-2 px-4 sm:px-8",
        bare ? "lg:-mb-[52px]" : "border-b border-line bg-canvas",
        bare && !collapsed && whenInline,
      )}
    >
      <span className={cx("-ml-2 flex shrink-0", !collapsed && whenInline)}>
        <IconButton
          label="Open the sidebar"
          keys="Ctrl B"
          size={32}
          icon={
            <>
              <Menu {...icon} size={18} className="sm:hidden" />
              <PanelLeft {...icon} className="hidden sm:block" />
            </>
          }
          onClick={toggleSidebar}
        />
      </span>
      <div className="min-w-0 flex-1 truncate text-center text-14 font-semibold sm:text-left sm:text-13">
        {children}
      </div>
      {actions ? (
        <div className="-mr-2 flex shrink-0 items-center gap-1">{actions}</div>
      ) : bare ? null : (
        <PhoneSpacer />
      )}
    </header>
  );
}

/** Keeps the title in the middle on a phone. */
function PhoneSpacer() {
  return <span className="w-6 sm:hidden" />;
}
