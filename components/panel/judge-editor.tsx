"use client";
import { useId } from "react";
import { Switch } from "@/components/ui/switch";
import { useBuilder } from "./builder-context";
import { InstructionsField } from "./instructions-field";
import { lookUpModel } from "./model-book";
import { ModelField } from "./model-field";
import { strictJsonNote } from "./strict-json";

/** What can be set about the judge: its model, its instructions, how it reads and how it writes. */
export function JudgeEditor({ id }: { id: string }) {
  const { draft, change, catalog } = useBuilder();
  const { model, instructions, careful, strictJson } = draft.judge;
  const strict = strictJsonNote(lookUpModel(model, catalog));
  return (
    <div id={id} className="disclosure-open grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5 sm:pl-14">
      <ModelField
        label="Model"
        title="Choose another judge"
        current={model}
        onPick={(picked) => change({ type: "judge-changed", patch: { model: picked.model } })}
      />
      <InstructionsField
        hint="Added to what every judge is told, e.g. “Prefer primary sources.”"
        value={instructions}
        onChange={(value) => change({ type: "judge-changed", patch: { instructions: value } })}
      />
      <JudgeSwitch
        label="Careful: judge twice, in two orders"
        note="Doubles the judge’s cost. Points say whether they were found in both orders."
        checked={careful}
        onChange={(checked) => change({ type: "judge-changed", patch: { careful: checked } })}
      />
      <JudgeSwitch
        label="Strict JSON where the judge’s host has it"
        note={strict.note}
        checked={strictJson}
        // What no longer fits can still be turned off.
        disabled={strict.absent && !strictJson}
        onChange={(checked) => change({ type: "judge-changed", patch: { strictJson: checked } })}
      />
    </div>
  );
}

type JudgeSwitchProps = {
  label: string;
  note: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

function JudgeSwitch({ label, note, checked, disabled = false, onChange }: JudgeSwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className="text-13 font-medium">
          {label}
        </label>
        <p id={`${id}-note`} className="text-12 text-text-2">
          {note}
        </p>
      </div>
      <Switch id={id} describedBy={`${id}-note`} checked={checked} disabled={disabled} onChange={onChange} />
    </div>
  );
}
