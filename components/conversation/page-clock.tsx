"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { type DayOf, dayAtOffset, localDay } from "./history";

/** When and where the server drew the page. */
export type ServerClock = { now: number; minutesEast: number };

const ServerClockContext = createContext<ServerClock>({ now: 0, minutesEast: 0 });

export function ServerClockProvider({ clock, children }: { clock: ServerClock; children: ReactNode }) {
  return <ServerClockContext value={clock}>{children}</ServerClockContext>;
}

/** `minutesEast` is the zone to draw times in; null = the one of this browser. */
type PageClock = { now: number; dayOf: DayOf; minutesEast: number | null };

const oneMinute = 60_000;

/**
 * The time, new every minute. The first drawing in the browser uses the server's clock and zone, because it must give
 * the same words as the server did; the own ones follow at once.
 */
export function usePageClock(): PageClock {
  const server = useContext(ServerClockContext);
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, oneMinute);
    return () => clearInterval(timer);
  }, []);
  const { minutesEast } = server;
  return now === null
    ? { now: server.now, dayOf: dayAtOffset(minutesEast), minutesEast }
    : { now, dayOf: localDay, minutesEast: null };
}
