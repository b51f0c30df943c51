"use client";
import { usePathname, useRouter } from "next/navigation";
import { type ComponentProps, lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { Late } from "@/components/turn/late";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { useKeys } from "@/components/ui/keys";
import { QueuedSender } from "./queued-sender";
import { SearchDialog } from "./search-dialog";
import { ShellContext, type ShellControls } from "./shell-context";
import { Sidebar } from "./sidebar";
import { sidebarCookie } from "./sidebar-cookie";

const BackgroundTurns = lazy(async () => ({ default: (await import("./background-turns")).BackgroundTurns }));
const KeysDialog = lazy(async () => ({ default: (await import("./keys-dialog")).KeysDialog }));

const oneYear = 31_536_000;

type ShellProps = { collapsedAtStart: boolean; children: ReactNode };

/** The frame of every page but the sign-in page: sidebar, drawer, search, keys. */
export function Shell({ collapsedAtStart, children }: ShellProps) {
  if (usePathname() === "/sign-in") return children;
  return <Frame collapsedAtStart={collapsedAtStart}>{children}</Frame>;
}

function Frame({ collapsedAtStart, children }: ShellProps) {
  const wide = usePathname().startsWith("/c/");
  const [searchOpen, setSearchOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const { collapsed, drawerOpen, setDrawerOpen, toggleSidebar } = useSidebar(collapsedAtStart, wide);

  const openSearch = useCallback(() => {
    setDrawerOpen(false);
    setSearchOpen(true);
  }, [setDrawerOpen]);
  const openKeys = useCallback(() => setKeysOpen(true), []);
  const controls = useMemo(
    () => ({ collapsed, wide, toggleSidebar, openSearch, openKeys }),
    [collapsed, wide, toggleSidebar, openSearch, openKeys],
  );
  useShellKeys(controls);

  return (
    <ShellContext value={controls}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-7 bg-ink px-3.5 py-2 text-13 font-medium text-on-ink focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh">
        {collapsed ? null : (
          <aside
            aria-label="Sidebar"
            className={cx(
              "sticky top-0 hidden h-dvh w-60 shrink-0 border-r border-line bg-sunken",
              wide ? "xl:block" : "lg:block",
            )}
          >
            <Sidebar />
          </aside>
        )}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
          {children}
        </main>
      </div>
      <Dialog open={drawerOpen} onOpenChange={setDrawerOpen} title="Sidebar" hideTitle flush sheet="left">
        <Sidebar onLeave={() => setDrawerOpen(false)} />
      </Dialog>
      <SearchDialog open={searchOpen} onOpenChange={setSearchOpen} />
      <QueuedSender />
      <Late className="hidden">
        <BackgroundTurns />
      </Late>
      <KeysOnDemand open={keysOpen} onOpenChange={setKeysOpen} />
    </ShellContext>
  );
}

/** The list of keys, from its first opening on: it stays, so that it can close gently and give the focus back. */
function KeysOnDemand(props: ComponentProps<typeof KeysDialog>) {
  const [wasOpened, setWasOpened] = useState(props.open);
  if (props.open && !wasOpened) setWasOpened(true);
  return wasOpened ? (
    <Suspense>
      <KeysDialog {...props} />
    </Suspense>
  ) : null;
}

/** The sidebar: beside the page and folded or not, or a drawer where it does not fit. */
function useSidebar(collapsedAtStart: boolean, wide: boolean) {
  const [collapsed, setCollapsed] = useState(collapsedAtStart);
  const [drawerOpen, setDrawerOpen] = useState(false);

  const toggleSidebar = useCallback(() => {
    const fits = window.matchMedia(wide ? "(width >= 80rem)" : "(width >= 64rem)").matches;
    if (!fits) return setDrawerOpen((open) => !open);
    setCollapsed(!collapsed);
    document.cookie = `${sidebarCookie}=${collapsed ? "open" : "closed"}; path=/; max-age=${oneYear}; samesite=lax`;
  }, [collapsed, wide]);

  return { collapsed, drawerOpen, setDrawerOpen, toggleSidebar };
}

function useShellKeys({ toggleSidebar, openSearch, openKeys }: ShellControls): void {
  const router = useRouter();
  useKeys([
    { keys: ["mod+k", "/"], does: "Search and commands", run: openSearch },
    { keys: "n", does: "New conversation", run: () => router.push("/") },
    { keys: "mod+b", does: "Open or close the sidebar", run: toggleSidebar },
    { keys: "?", does: "This list", run: openKeys },
  ]);
}
