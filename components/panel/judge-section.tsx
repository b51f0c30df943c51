"use client";
import { Plus, SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { useBuilder } from "./builder-context";
import { FallbackRow } from "./fallback-row";
import { JudgeEditor } from "./judge-editor";
import { entryPrice, lookUpModel } from "./model-book";
import { Caution, ModelLine } from "./model-line";
import { ModelPicker } from "./model-picker";
import { isAllowed } from "./seat-trouble";
import { SectionHead } from "./section-head";
import { SynthesizerRow } from "./synthesizer-row";

/** Who judges, who writes the final answer, and who steps in. */
export function JudgeSection() {
  const { draft, problemAt } = useBuilder();
  const problem = problemAt("judge.model");
  return (
    <section aria-labelledby="judge">
      <SectionHead id="judge" title="Judge" note="compares the answers without names; it does not merge them" />
      <div
        data-invalid={problem ? true : undefined}
        className={cx("divide-y divide-line rounded-10 border bg-surface", problem ? "border-danger" : "border-line")}
      >
        {draft.judge.model === "" ? <ChooseJudge /> : <JudgeRow />}
        <SynthesizerRow />
        <FallbackRow />
      </div>
      {problem ? (
        <p role="alert" className="mt-2 text-12 text-danger">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

function ChooseJudge() {
  const { change } = useBuilder();
  return (
    <div className="flex min-h-[60px] items-center gap-3 px-3 py-2.5">
      <JudgeDisc size={32} />
      <ModelPicker
        label="Choose a judge"
        current=""
        onPick={({ model }) => change({ type: "judge-changed", patch: { model } })}
        trigger={(props) => (
          <Button {...props} icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}>
            Choose a judge
          </Button>
        )}
      />
    </div>
  );
}

function JudgeRow() {
  const { draft, catalog } = useBuilder();
  const { model, instructions, careful } = draft.judge;
  const entry = lookUpModel(model, catalog);
  const [open, setOpen] = useState(false);
  const editorId = useId();
  return (
    <div>
      <div className="flex min-h-[60px] items-center gap-3 py-2.5 pr-2 pl-3">
        <JudgeDisc size={32} />
        <div className="min-w-0 flex-1">
          <ModelLine label={entry.label} name={model} />
          <p className="truncate font-serif text-14 tracking-normal text-text-2">{instructions}</p>
        </div>
        <JudgeCaution />
        {careful ? (
          <span className="shrink-0 text-12 whitespace-nowrap text-text-2 max-sm:hidden">judges twice</span>
        ) : null}
        <span className="figures shrink-0 text-13 text-text-2 max-sm:hidden">{entryPrice(entry)}</span>
        <IconButton
          label="Details of the judge"
          icon={<SlidersHorizontal aria-hidden size={16} strokeWidth={1.75} />}
          aria-expanded={open}
          aria-controls={open ? editorId : undefined}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? <JudgeEditor id={editorId} /> : null}
    </div>
  );
}

/** The one thing to know about this judge first. */
function JudgeCaution() {
  const { draft, catalog, families } = useBuilder();
  const { model } = draft.judge;
  const { trouble } = lookUpModel(model, catalog);
  if (trouble) return <Caution>{trouble}</Caution>;
  if (!isAllowed(model, draft.dataPolicy.allowedProviders)) return <Caution>not allowed below</Caution>;
  if (families.judgeOnPanel) return <Caution>on the panel</Caution>;
  return families.judgeIsKin ? <Caution>same family as a panelist</Caution> : null;
}
