"use client";
import { useBuilder } from "./builder-context";
import { InstructionsField } from "./instructions-field";
import { lookUpModel } from "./model-book";
import { ModelField } from "./model-field";
import { NotedSwitch } from "./noted-switch";
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
      <NotedSwitch
        label="Careful: judge twice, in two orders"
        note="Doubles the judge’s cost. Points say whether they were found in both orders."
        checked={careful}
        onChange={(checked) => change({ type: "judge-changed", patch: { careful: checked } })}
      />
      <NotedSwitch
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
