"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { Seat } from "@/components/ui/seat";
import type { Panel, Panelist } from "@/lib/core/panel";
import { synthesizerModel } from "@/lib/core/panel-rules";
import { labelOfModel, type ModelLabels } from "./model-label";

/** What a seat is called on screen. */
export function seatName({ label, model }: Pick<Panelist, "label" | "model">, labels: ModelLabels): string {
  return label || labelOfModel(model, labels);
}

type SoloSeatMenuProps = {
  panelists: readonly Panelist[];
  seat: Panelist;
  onSeat: (panelistId: string) => void;
  labels: ModelLabels;
  side?: "top" | "bottom";
};

/** Which seat answers alone. */
export function SoloSeatMenu({ panelists, seat, onSeat, labels, side = "bottom" }: SoloSeatMenuProps) {
  const name = seatName(seat, labels);
  return (
    <Menu
      label="Who answers"
      side={side}
      width={220}
      items={panelists.map((each) => ({
        label: seatName(each, labels),
        checked: each.id === seat.id,
        onSelect: () => onSeat(each.id),
      }))}
      trigger={(props) => (
        <Button {...props} variant="quiet" size="sm" aria-label={`Answers alone: ${name}`} className="max-w-60 px-1.5">
          <Seat label={name} size={20} />
          <span className="truncate">{name} answers</span>
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}

/** Mode auto in words: "Claude Opus 4.8 answers or asks the panel". */
export function autoWords(panel: Pick<Panel, "judge" | "synthesizer">, labels: ModelLabels): string {
  return `${labelOfModel(synthesizerModel(panel), labels)} answers or asks the panel`;
}
