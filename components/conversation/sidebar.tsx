"use client";
import { Code, PanelLeft, Plus, Search, Settings, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Logo } from "@/components/ui/logo";
import { HistoryList } from "./history-list";
import { useShell } from "./shell-context";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** Logo, new conversation, search, history, Panels, Settings. `onLeave` closes the drawer it may be in. */
export function Sidebar({ onLeave }: { onLeave?: () => void }) {
  const { toggleSidebar, openSearch } = useShell();
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-14 shrink-0 items-center gap-2 pr-2 pl-4">
        <Link href="/" onClick={() => onLeave?.()} className="flex items-center gap-2 rounded-4 text-15 font-semibold">
          <Logo /> Parley
        </Link>
        <span className="flex-1" />
        <IconButton
          label="Close the sidebar"
          keys="Ctrl B"
          icon={<PanelLeft {...icon} />}
          onClick={onLeave ?? toggleSidebar}
        />
      </div>
      <div className="grid shrink-0 gap-0.5 px-2">
        <Link
          href="/"
          onClick={() => onLeave?.()}
          className={buttonClass({ variant: "secondary" }, "w-full justify-start px-[7px]! pointer-coarse:h-11")}
        >
          <Plus {...icon} />
          <span className="flex-1 text-left">New conversation</span>
          <Kbd className="pointer-coarse:hidden">N</Kbd>
        </Link>
        <button
          type="button"
          onClick={openSearch}
          className="flex h-9 items-center gap-2 rounded-7 px-2 text-13 text-text-2 hover:bg-hover hover:text-text pointer-coarse:h-11"
        >
          <Search {...icon} />
          <span className="flex-1 text-left">Search</span>
          <Kbd className="pointer-coarse:hidden">/</Kbd>
        </button>
      </div>
      <nav aria-label="Conversations" className="scroll-thin min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <HistoryList {...(onLeave && { onLeave })} />
      </nav>
      <nav aria-label="Parley" className="grid shrink-0 gap-0.5 px-2 pt-2 pb-2">
        <FooterLink href="/panels" icon={<Users {...icon} />} onLeave={onLeave}>
          Panels
        </FooterLink>
        <FooterLink href="/docs/api" icon={<Code {...icon} />} onLeave={onLeave}>
          API
        </FooterLink>
        <FooterLink href="/settings" icon={<Settings {...icon} />} onLeave={onLeave}>
          Settings
        </FooterLink>
      </nav>
    </div>
  );
}

type FooterLinkProps = { href: string; icon: ReactNode; onLeave: (() => void) | undefined; children: ReactNode };

function FooterLink({ href, icon: symbol, onLeave, children }: FooterLinkProps) {
  const here = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      onClick={() => onLeave?.()}
      aria-current={here ? "page" : undefined}
      className={cx(
        "flex h-[30px] items-center gap-2 rounded-7 px-2 text-13 pointer-coarse:h-11",
        here ? "bg-press font-semibold text-text" : "text-text-2 hover:bg-hover hover:text-text",
      )}
    >
      {symbol}
      {children}
    </Link>
  );
}
