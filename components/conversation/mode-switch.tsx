"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { TurnMode } from "@/lib/core/events";

type ModeProps = { mode: TurnMode; onMode: (mode: TurnMode) => void };

const modes: readonly { value: TurnMode; label: string; detail: string }[] = [
  { value: "solo", label: "Solo", detail: "One of the panel answers alone" },
  { value: "auto", label: "Auto", detail: "A model answers alone or asks the panel" },
  { value: "panel", label: "Panel", detail: "All answer and a judge compares" },
];

/** Who answers: one, all, or whom a model chooses. */
export function ModeSwitch({ mode, onMode }: ModeProps) {
  return (
    <ToggleGroup
      label="Mode"
      options={modes.map(({ value, label }) => ({ value, label }))}
      value={mode}
      onChange={onMode}
      className="shrink-0"
    />
  );
}

type ModeMenuProps = ModeProps & {
  seats: readonly { id: string; label: string }[];
  seatId: string | undefined;
  onSeat: (panelistId: string) => void;
};

/** The same where there is little room, with the seats one of which answers alone. */
export function ModeMenu({ mode, onMode, seats, seatId, onSeat }: ModeMenuProps) {
  const current = modes.find(({ value }) => value === mode)?.label ?? "Panel";
  const solo: MenuEntry[] = [
    { heading: "Answers alone" },
    ...seats.map(({ id, label }) => ({ label, checked: id === seatId, onSelect: () => onSeat(id) })),
  ];
  return (
    <Menu
      label="Mode"
      side="top"
      align="end"
      width={260}
      items={[
        ...modes.map(({ value, label, detail }) => ({
          label,
          detail,
          checked: value === mode,
          onSelect: () => onMode(value),
        })),
        ...(mode === "solo" ? solo : []),
      ]}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="md" aria-label={`Mode: ${current}`} className="px-2">
          {current}
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}
