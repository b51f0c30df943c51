"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lookUpModel } from "@/components/panel/model-book";
import { Button } from "@/components/ui/button";
import { CheckRow } from "@/components/ui/check-row";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Seat } from "@/components/ui/seat";
import { TextArea } from "@/components/ui/text-area";
import { problemOfError } from "@/lib/client/problem";
import { modelsQuery } from "@/lib/client/queries";
import { useTurnActions } from "@/lib/client/turn-actions";
import { carriedInWords, carriedRulings } from "@/lib/core/rulings";
import { currentVerdict, type TurnState } from "@/lib/core/turn";
import { ModelChoice } from "./model-choice";
import { useTurnContext } from "./turn-context";
import { type Choice, choicesOf, type Draft, firstDraft, wishOf } from "./view/judge-draft";
import { judgingCost } from "./view/judging-cost";

type DialogProps = { turn: TurnState; open: boolean; onOpenChange: (open: boolean) => void };

/** Another judge, another writer, instructions, or only some of the answers. */
export function JudgeAgainDialog({ turn, open, onOpenChange }: DialogProps) {
  const { judgeAgain } = useTurnActions(turn.id);
  const choices = choicesOf(turn);
  const [draft, setDraft] = useState(() => firstDraft(turn));
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const chosen = choices.filter(({ id, usable }) => usable && !draft.leftOut.includes(id));

  function submit() {
    judgeAgain.mutate(wishOf(turn, draft), { onSuccess: () => onOpenChange(false) });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Judge again"
      description="The answers stay as they are; no panelist is asked. The verdicts before this one are kept."
      width={520}
      actions={
        <>
          <Cost turn={turn} draft={draft} chosen={chosen} />
          <Button variant="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="primary" disabled={chosen.length === 0 || judgeAgain.isPending} onClick={submit}>
            Judge again
          </Button>
        </>
      }
    >
      <div className="grid gap-4 pb-1">
        <Models draft={draft} change={change} />
        <Carried turn={turn} draft={draft} change={change} />
        <Answers choices={choices} chosen={chosen.length} draft={draft} change={change} />
        <Field label="Instructions" hint="For this verdict, added to the panel’s own, e.g. “Weigh the cost first.”">
          {(ids) => (
            <TextArea
              {...ids}
              serif
              maxLength={4000}
              value={draft.instructions}
              onChange={(event) => change({ instructions: event.target.value })}
            />
          )}
        </Field>
        {judgeAgain.isError ? (
          <p role="alert" className="text-13 text-danger">
            {problemOfError(judgeAgain.error).detail}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

type FormProps = { draft: Draft; change: (patch: Partial<Draft>) => void };

/** What the person decided so far goes with every judging that follows, unless it is taken back. */
function Carried({ turn, draft, change }: FormProps & { turn: TurnState }) {
  const carried = carriedRulings(currentVerdict(turn));
  const { takenBack } = draft;
  const toggle = (line: string) =>
    change({ takenBack: takenBack.includes(line) ? takenBack.filter((each) => each !== line) : [...takenBack, line] });
  if (carried.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-13 font-medium">Your decisions that go along</legend>
      <div className="-mx-2.5">
        {carried.map((line) => (
          <CheckRow key={line} checked={!takenBack.includes(line)} onToggle={() => toggle(line)}>
            <span className="min-w-0 flex-1">{carriedInWords(line)}</span>
          </CheckRow>
        ))}
      </div>
      <p className="text-12 text-text-2">
        The judge does not see them, the final answer follows them. What you untick is taken back.
      </p>
    </fieldset>
  );
}

function Models({ draft, change }: FormProps) {
  const catalog = useQuery(modelsQuery).data;
  const writer = draft.synthesizer === null ? null : lookUpModel(draft.synthesizer, catalog);
  return (
    <>
      <ModelChoice
        label="Judge"
        title="Choose another judge"
        words={lookUpModel(draft.judge, catalog).label}
        id={draft.judge}
        current={draft.judge}
        onPick={(judge) => change({ judge })}
      />
      <ModelChoice
        label="Final answer written by"
        title="Choose who writes the final answer"
        words={writer?.label ?? "The judge’s model"}
        id={draft.synthesizer ?? ""}
        current={draft.synthesizer ?? draft.judge}
        onPick={(synthesizer) => change({ synthesizer })}
        hint={
          writer ? (
            <button
              type="button"
              onClick={() => change({ synthesizer: null })}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              Use the judge’s model
            </button>
          ) : undefined
        }
      />
    </>
  );
}

function Answers({ choices, chosen, draft, change }: FormProps & { choices: readonly Choice[]; chosen: number }) {
  const { seats } = useTurnContext();
  const toggle = (id: string) =>
    change({
      leftOut: draft.leftOut.includes(id) ? draft.leftOut.filter((each) => each !== id) : [...draft.leftOut, id],
    });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-13 font-medium">Answers that are judged</legend>
      <div className="-mx-2.5">
        {choices.map(({ id, usable, word }) => {
          const label = seats.find((seat) => seat.id === id)?.label ?? id;
          return (
            <CheckRow
              key={id}
              checked={usable && !draft.leftOut.includes(id)}
              disabled={!usable}
              onToggle={() => toggle(id)}
            >
              <Seat label={label} size={20} />
              <span className="min-w-0 flex-1 truncate">{label}</span>
              {word ? <span className="shrink-0 text-12 text-text-2">{word}</span> : null}
            </CheckRow>
          );
        })}
      </div>
      <p aria-live="polite" className="text-12 text-text-2 empty:hidden">
        {noteOf(chosen)}
      </p>
    </fieldset>
  );
}

function noteOf(chosen: number): string {
  if (chosen === 0) return "Choose at least one answer.";
  return chosen === 1 ? "One answer is checked on its own; there is nothing to compare it with." : "";
}

function Cost({ turn, draft, chosen }: { turn: TurnState; draft: Draft; chosen: readonly Choice[] }) {
  const catalog = useQuery(modelsQuery).data;
  if (!catalog || chosen.length === 0) return <span className="flex-1" />;
  const priceOf = (name: string) => {
    const { model, kind } = lookUpModel(name, catalog);
    return kind === "demo" || kind === "local" ? { input: 0, output: 0 } : (model?.price ?? null);
  };
  const cost = judgingCost(turn, {
    panelistIds: chosen.map(({ id }) => id),
    instructions: draft.instructions,
    judge: priceOf(draft.judge),
    writer: priceOf(draft.synthesizer ?? draft.judge),
  });
  return <span className="figures flex-1 self-center text-12 text-text-2">{cost}</span>;
}
