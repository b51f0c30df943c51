"use client";

import { Pin, PinOff } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { numberWord } from "@/components/words/counts";
import { useSaveAppearance, useSettings } from "@/lib/client/settings";
import { Pane } from "./pane";
import { SeatStrip } from "./seat-strip";
import { useTurnContext } from "./turn-context";
import type { Named } from "./view/names";
import type { ViewState } from "./view-state";

const mostColumns = 4;

type PanesProps = { view: ViewState; running: boolean };

/** The heading over the answers of a finished turn, with what changes how they stand. */
export function PanesHead({ view }: { view: ViewState }) {
  const { seats, change } = useTurnContext();
  const settings = useSettings();
  const save = useSaveAppearance();
  const isPinned = view.pinned.length === 2;
  const most = Math.min(mostColumns, seats.length);
  const columns = Math.min(settings?.columns ?? mostColumns, most);
  const choices = Array.from({ length: most }, (_, index) => ({
    value: String(index + 1),
    label: index + 1,
    name: index === 0 ? "1 column" : `${index + 1} columns`,
  }));
  return (
    <div className="mb-3 flex min-h-9 items-center gap-2 max-sm:sr-only">
      <h2 className="flex-1 text-16 font-semibold">
        {seats.length === 1 ? "The answer" : `The ${numberWord(seats.length)} answers`}
      </h2>
      {seats.length > 2 ? (
        <Button
          variant="quiet"
          className="max-sm:hidden"
          icon={isPinned ? <PinOff {...icon} /> : <Pin {...icon} />}
          onClick={() =>
            change(isPinned ? { type: "unpin" } : { type: "pin-two", panelistIds: seats.map((seat) => seat.id) })
          }
        >
          {isPinned ? "Unpin" : "Pin two"}
        </Button>
      ) : null}
      {seats.length > 1 && !isPinned ? (
        <ToggleGroup
          label="Columns"
          className="max-sm:hidden"
          options={choices}
          value={String(columns)}
          onChange={(value) => save.mutate({ columns: Number(value) })}
        />
      ) : null}
    </div>
  );
}

const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;

/** The answers side by side in one frame. */
export const Panes = memo(function Panes({ view, running }: PanesProps) {
  const { seats } = useTurnContext();
  const settings = useSettings();
  const shown = shownSeats(seats, view);
  const hidden = seats.filter((seat) => !shown.includes(seat));
  const wanted = view.pinned.length === 2 ? 2 : (settings?.columns ?? mostColumns);
  const columns = Math.min(wanted, shown.length);
  return (
    <div className={cx("flex flex-col", view.maximised && "panes-maximised")}>
      {hidden.length > 0 && !view.maximised ? <PinStrip seats={hidden} /> : null}
      {seats.length > 1 ? <SeatStrip running={running} /> : null}
      <div className="panes rounded-10 border border-line bg-surface shadow-1 max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <div className="panes-row panes-height overflow-y-hidden rounded-[inherit]" style={columnStyle(columns)}>
          {shown.map((seat) => (
            <Pane
              key={seat.id}
              seat={seat}
              attempt={view.attempts[seat.id]}
              running={running}
              followed={view.followed?.panelistId === seat.id ? view.followed : null}
              maximised={view.maximised === seat.id}
              pinned={view.pinned.includes(seat.id)}
            />
          ))}
        </div>
      </div>
    </div>
  );
});

/** What the grid needs to know; React's style type has no custom properties. */
function columnStyle(columns: number): CSSProperties {
  return { "--columns": columns, "--peek": columns > 1 ? "32px" : "0px" } as CSSProperties;
}

function shownSeats(seats: readonly Named[], view: ViewState): readonly Named[] {
  const alone = seats.filter((seat) => seat.id === view.maximised);
  if (alone.length > 0) return alone;
  return view.pinned.length === 2 ? seats.filter((seat) => view.pinned.includes(seat.id)) : seats;
}

function PinStrip({ seats }: { seats: readonly Named[] }) {
  const { change } = useTurnContext();
  return (
    <div className="mb-2 flex items-center gap-1.5 max-sm:hidden">
      <span className="text-12 text-text-3">Show instead</span>
      {seats.map((seat) => (
        <Button key={seat.id} size="sm" variant="quiet" onClick={() => change({ type: "pin", panelistId: seat.id })}>
          {seat.label}
        </Button>
      ))}
    </div>
  );
}
