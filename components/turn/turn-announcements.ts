"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/live-region";
import type { TurnState } from "@/lib/core/turn";
import { announcementsBetween, type Snapshot, snapshotOf } from "./announcements";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { nameOf } from "./view/point-words";

/** Tells screen readers what changes in a turn after `from`: stages and exceptions, never tokens. Shows nothing. */
export function TurnAnnouncements({ from }: { from: TurnState }): null {
  const { turnId, seats } = useTurnContext();
  const snapshot = useDerived(turnId, snapshotOf);
  const before = useRef<Snapshot | null>(null);
  useEffect(() => {
    if (!snapshot) return;
    const known = before.current ?? snapshotOf(from);
    before.current = snapshot;
    if (known === snapshot) return;
    for (const message of announcementsBetween(known, snapshot, (id) => nameOf(id, seats))) announce(message);
  }, [snapshot, seats, from]);
  return null;
}
