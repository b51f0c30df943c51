"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * While there are unsaved changes: the browser asks before the tab closes, and a link inside Parley is held back until
 * `leave` is called. Ways out that cannot be held back (Back, a shortcut) lose nothing, see draft-shelf.
 */
export function useLeaveGuard(isDirty: boolean) {
  const router = useRouter();
  const [heldBack, setHeldBack] = useState<string | null>(null);

  useEffect(() => {
    if (!isDirty) return;
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    document.addEventListener(
      "click",
      (event) => {
        const target = pageOfClick(event);
        if (target === null) return;
        event.preventDefault();
        event.stopPropagation();
        setHeldBack(target);
      },
      { signal, capture: true },
    );
    return () => listening.abort();
  }, [isDirty]);

  return {
    isAsking: heldBack !== null,
    holdBack: (target: string) => {
      setHeldBack(target);
      return true;
    },
    stay: () => setHeldBack(null),
    leave: () => {
      if (heldBack !== null) router.push(heldBack);
      setHeldBack(null);
    },
  };
}

/** The page of ours that a click would open in this tab, or null. */
function pageOfClick(event: MouseEvent): string | null {
  const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.button !== 0 || opensElsewhere) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  return otherPageOf(new URL(link.href));
}

function otherPageOf({ origin, pathname, search, hash }: URL): string | null {
  const here = window.location;
  return origin === here.origin && pathname !== here.pathname ? pathname + search + hash : null;
}
