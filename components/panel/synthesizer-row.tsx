"use client";
import { ChevronDown, PenLine } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { useBuilder } from "./builder-context";
import { InstructionsField } from "./instructions-field";
import { lookUpModel } from "./model-book";
import { ModelField } from "./model-field";
import { Caution } from "./model-line";
import { NotedSwitch } from "./noted-switch";

/** Who writes the final answer: the judge's model unless another is chosen. */
export function SynthesizerRow() {
  const { draft, catalog } = useBuilder();
  const { model, instructions } = draft.synthesizer;
  const entry = model === null ? null : lookUpModel(model, catalog);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full items-center gap-3 py-2 pr-4 pl-3 text-left text-13 text-text-2 hover:bg-hover"
      >
        <span className="flex w-8 shrink-0 justify-center">
          <PenLine aria-hidden size={16} strokeWidth={1.75} />
        </span>
        <span className="min-w-0 flex-1">
          Final answer written by{" "}
          <span className="font-semibold text-text">{entry ? entry.label : "the judge’s model"}</span>
          {instructions.trim() === "" ? null : ", with instructions"}
        </span>
        {entry?.trouble ? <Caution>{entry.trouble}</Caution> : null}
        <ChevronDown
          aria-hidden
          size={16}
          strokeWidth={1.75}
          className={cx("shrink-0 transition-transform duration-[180ms]", open && "rotate-180")}
        />
      </button>
      {open ? <SynthesizerEditor id={id} /> : null}
    </div>
  );
}

function SynthesizerEditor({ id }: { id: string }) {
  const { draft, change } = useBuilder();
  const { model, instructions, sortsFollowUps } = draft.synthesizer;
  return (
    <div id={id} className="disclosure-open grid gap-4 border-t border-line bg-canvas px-4 pt-4 pb-5 sm:pl-14">
      <ModelField
        label="Written by"
        title="Choose who writes the final answer"
        current={model ?? draft.judge.model}
        onPick={(picked) => change({ type: "synthesizer-changed", patch: { model: picked.model } })}
      />
      {model === null ? null : (
        <div className="-mt-2">
          <Button size="sm" onClick={() => change({ type: "synthesizer-changed", patch: { model: null } })}>
            Use the judge’s model
          </Button>
        </div>
      )}
      <InstructionsField
        hint="For the final answer only, e.g. “Begin with the recommendation.”"
        value={instructions}
        onChange={(value) => change({ type: "synthesizer-changed", patch: { instructions: value } })}
      />
      <NotedSwitch
        label="Sort follow-ups first"
        note="A short call tells whether only the form changes, one point is doubted, or the panel is needed."
        checked={sortsFollowUps}
        onChange={(checked) => change({ type: "synthesizer-changed", patch: { sortsFollowUps: checked } })}
      />
    </div>
  );
}
