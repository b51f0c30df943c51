"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import { Spinner } from "@/components/ui/spinner";
import { useTurn } from "@/lib/client/use-turn";
import { currentAnswer } from "@/lib/core/turn";
import { paneId } from "./element-ids";
import { StatusIcon } from "./glyphs";
import { useTurnContext } from "./turn-context";
import type { Named } from "./view/names";
import { isBusy, paneStatus, statusWord } from "./view/pane-facts";

/** On a phone: one seat for each pane; it shows which pane is in front and brings another there. */
export function SeatStrip({ running }: { running: boolean }) {
  const { turnId, seats } = useTurnContext();
  const strip = useRef<HTMLDivElement>(null);
  const current = useFrontPane(strip, seats.length);

  function show(index: number) {
    const seat = seats[index];
    const pane = seat && document.getElementById(paneId(turnId, seat.id));
    const row = pane?.parentElement;
    row?.scrollTo({ left: pane?.offsetLeft ?? 0, behavior: "smooth" });
  }

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(seats.length - 1, current + step));
    show(next);
    strip.current?.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div
      ref={strip}
      role="toolbar"
      tabIndex={-1}
      aria-label="Answers"
      onKeyDown={move}
      className="scroll-hidden -mx-4 -mt-3 flex overflow-x-auto sm:hidden"
    >
      {seats.map((seat, index) => (
        <StripSeat key={seat.id} seat={seat} running={running} current={index === current} onShow={() => show(index)} />
      ))}
    </div>
  );
}

type StripSeatProps = { seat: Named; running: boolean; current: boolean; onShow: () => void };

function StripSeat({ seat, running, current, onShow }: StripSeatProps) {
  const { turnId } = useTurnContext();
  const status = useTurn(turnId, (turn) => {
    const answer = currentAnswer(turn, seat.id);
    return answer ? paneStatus(answer, running) : ("queued" as const);
  });
  const shown = status ?? "queued";
  return (
    <button
      type="button"
      aria-pressed={current}
      aria-label={`${seat.label}, ${statusWord(shown).toLowerCase()}`}
      tabIndex={current ? 0 : -1}
      onClick={onShow}
      className={cx(
        "flex h-12 min-w-20 flex-1 items-center justify-center gap-2 border-b-2 focus-visible:-outline-offset-2",
        current ? "border-ink" : "border-transparent",
      )}
    >
      <Seat label={seat.label} size={28} />
      {isBusy(shown) && shown !== "queued" ? <Spinner size={14} /> : <StatusIcon status={shown} />}
    </button>
  );
}

/** Which pane of the row after the strip is in front. */
function useFrontPane(strip: React.RefObject<HTMLElement | null>, count: number): number {
  const [front, setFront] = useState(0);
  useEffect(() => {
    const row = strip.current?.parentElement?.querySelector<HTMLElement>(".panes-row");
    if (!row) return;
    const read = () => {
      const width = row.firstElementChild?.clientWidth ?? row.clientWidth;
      setFront(Math.max(0, Math.min(count - 1, Math.round(row.scrollLeft / Math.max(1, width)))));
    };
    row.addEventListener("scroll", read, { passive: true });
    return () => row.removeEventListener("scroll", read);
  }, [strip, count]);
  return front;
}
