"use client";

import { type ReactNode, Suspense } from "react";
import { useHydrated } from "@/lib/client/use-hydrated";

type LateProps = {
  className?: string | undefined;
  /** Classes of what keeps its place until it is there. */
  room?: string;
  children: ReactNode;
};

/**
 * A part whose code comes late. A server does not draw it: until its code is there, it would not answer to a click.
 * `data-late` stands where a part is still due.
 */
export function Late({ className, room, children }: LateProps) {
  const due = <div hidden={room === undefined} className={room} data-late />;
  return <div className={className}>{useHydrated() ? <Suspense fallback={due}>{children}</Suspense> : due}</div>;
}
