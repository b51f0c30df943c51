"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/live-region";
import { announcementsBetween, type Snapshot, snapshotOf } from "./announcements";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { nameOf } from "./view/point-words";

/** Tells screen readers what changes in a turn while they are here: stages and exceptions, never tokens. Shows nothing. */
export function Announcer(): null {
  const { turnId, seats } = useTurnContext();
  const snapshot = useDerived(turnId, snapshotOf);
  const before = useRef<Snapshot | null>(null);
  useEffect(() => {
    if (!snapshot) return;
    const known = before.current;
    before.current = snapshot;
    if (!known || known === snapshot) return;
    for (const message of announcementsBetween(known, snapshot, (id) => nameOf(id, seats))) announce(message);
  }, [snapshot, seats]);
  return null;
}
