"use client";
import { lazy, Suspense } from "react";
import { useQueue } from "./queue";

const WaitingItem = lazy(async () => ({ default: (await import("./waiting-item")).WaitingItem }));

/** Sends waiting follow-ups when the turn before them is done, whichever page is open. Most pages have none to send. */
export function QueuedSender() {
  const items = useQueue();
  return (
    <Suspense>
      {items.map((item) => (
        <WaitingItem key={item.key} item={item} />
      ))}
    </Suspense>
  );
}
