"use client";

import { type ReactNode, Suspense, useSyncExternalStore } from "react";

const noSubscription = () => () => {};

/**
 * A part whose code comes late. A server does not draw it: until its code is there, it would not answer to a click.
 * `className` may keep its room; `data-late` stands where a part is still due.
 */
export function Late({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const isHere = useSyncExternalStore(
    noSubscription,
    () => true,
    () => false,
  );
  return <div className={className}>{isHere ? <Suspense fallback={<Due />}>{children}</Suspense> : <Due />}</div>;
}

function Due() {
  return <span hidden data-late />;
}
