"use client";
import type { ReactNode } from "react";
import { Popover } from "@/components/ui/popover";
import type { PopupTriggerProps } from "@/components/ui/use-lazy-popup";
import { PickerBody } from "./picker-body";

/** What was picked; the label is the catalogue's, or made from an id that nobody lists. */
export type PickedModel = { model: string; label: string };

type ModelPickerProps = {
  /** What is being chosen, e.g. "Choose a fallback judge". */
  label: string;
  /** The model in place now; empty when there is none. */
  current: string;
  onPick: (picked: PickedModel) => void;
  trigger: (props: PopupTriggerProps) => ReactNode;
  align?: "start" | "end";
};

/** All models of all providers in a popover of 660 px, on a phone in a sheet. */
export function ModelPicker({ label, current, onPick, trigger, align = "start" }: ModelPickerProps) {
  return (
    <Popover label={label} trigger={trigger} align={align} width={660} sheetOnPhone>
      {(close) => (
        <PickerBody
          label={label}
          current={current}
          onPick={(picked) => {
            onPick(picked);
            close();
          }}
          onClose={close}
        />
      )}
    </Popover>
  );
}
