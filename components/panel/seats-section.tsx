"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { announce } from "@/components/ui/live-region";
import { maxPanelists } from "@/lib/core/panel-rules";
import { useBuilder } from "./builder-context";
import { ModelPicker, type PickedModel } from "./model-picker";
import { SeatRow } from "./seat-row";
import { SectionHead } from "./section-head";
import { useReorder } from "./use-reorder";

/** The panelists in their order, and the way to add one. */
export function SeatsSection() {
  const { draft, change, problemAt } = useBuilder();
  const [openKey, setOpenKey] = useState<string | null>(null);
  const reorder = useReorder({ keys: draft.seats.map((seat) => seat.key), onMove: move });
  const problem = problemAt("panelists");

  function move(key: string, to: number): void {
    change({ type: "seat-moved", key, to });
    announce(`Panelist ${to + 1} of ${draft.seats.length}`);
  }

  return (
    <section aria-labelledby="panelists">
      <SectionHead id="panelists" title="Panelists" note={`${draft.seats.length} of up to ${maxPanelists}`}>
        <span className="mr-[76px] text-12 text-text-2 max-sm:hidden">$ per million tokens</span>
      </SectionHead>
      <div
        data-invalid={problem ? true : undefined}
        className={cx("rounded-10 border bg-surface", problem ? "border-danger" : "border-line")}
      >
        <ol className="divide-y divide-line">
          {draft.seats.map((seat, index) => (
            <SeatRow
              key={seat.key}
              seat={seat}
              index={index}
              reorder={reorder}
              open={openKey === seat.key}
              onOpen={(open) => setOpenKey(open ? seat.key : null)}
              onMove={move}
            />
          ))}
        </ol>
        <AddPanelist />
      </div>
      {problem ? (
        <p role="alert" className="mt-2 text-12 text-danger">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

function AddPanelist() {
  const { draft, change } = useBuilder();
  const seats = draft.seats.length;

  function add({ model, label }: PickedModel): void {
    change({ type: "seat-added", model, label });
    announce(`${label || model} added, ${seats + 1} of up to ${maxPanelists}`);
  }

  const line = cx("flex h-10 w-full items-center gap-3 px-4 text-13", seats > 0 && "border-t border-line");
  if (seats >= maxPanelists) return <p className={cx(line, "text-text-2")}>A panel has at most 8 panelists.</p>;
  return (
    <ModelPicker
      label="Choose a panelist"
      current=""
      onPick={add}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={cx(line, "rounded-b-10 font-medium hover:bg-hover", seats === 0 && "rounded-t-10")}
        >
          <Plus aria-hidden size={16} strokeWidth={1.75} />
          {seats === 0 ? "Add the first panelist" : "Add a panelist"}
        </button>
      )}
    />
  );
}
