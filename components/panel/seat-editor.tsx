"use client";
import { Minus, Plus } from "lucide-react";
import { useId } from "react";
import { Field, TextField } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextArea } from "@/components/ui/text-area";
import { countOf } from "@/components/words/counts";
import type { ReasoningEffort } from "@/lib/core/panel";
import { maxPanelists } from "@/lib/core/panel-rules";
import { useBuilder } from "./builder-context";
import type { Seat } from "./draft";
import { twinsOf } from "./draft-reducer";
import { McpField } from "./mcp-field";
import type { ModelEntry } from "./model-book";
import { ModelField } from "./model-field";
import type { PickedModel } from "./model-picker";
import { NumberField } from "./number-field";

type SeatEditorProps = { id: string; seat: Seat; index: number; entry: ModelEntry };

/** Everything about one panelist that can be set. */
export function SeatEditor({ id, seat, index, entry }: SeatEditorProps) {
  const { change, problemAt } = useBuilder();
  const set = (patch: Partial<Omit<Seat, "key">>) => change({ type: "seat-changed", key: seat.key, patch });

  function pick({ model, label }: PickedModel): void {
    // A label of one's own stays; one that came from the old model goes with it.
    const isOwn = seat.label !== "" && seat.label !== entry.label;
    set({ model, ...(!isOwn && { label }) });
  }

  return (
    <div
      id={id}
      className="disclosure-open grid grid-cols-1 gap-x-5 gap-y-4 border-t border-line bg-canvas px-4 pt-4 pb-5 sm:grid-cols-6 sm:pl-[86px]"
    >
      <div className="sm:col-span-6">
        <ModelField label="Model" title="Choose another model" current={seat.model} onPick={pick} />
      </div>
      <TextField
        className="content-start sm:col-span-4"
        label="Label"
        maxLength={60}
        value={seat.label}
        placeholder={entry.label}
        onChange={(event) => set({ label: event.target.value })}
      />
      <SitsField seat={seat} />
      <Field
        label="Role instructions"
        className="sm:col-span-6"
        hint="A short title first, then what to do: “Sceptic. Argue against the textbook answer.”"
        error={problemAt(`panelists.${index}.role`)}
      >
        {(ids) => (
          <TextArea
            {...ids}
            serif
            maxLength={4000}
            value={seat.role}
            onChange={(event) => set({ role: event.target.value })}
          />
        )}
      </Field>
      <FigureFields seat={seat} index={index} entry={entry} />
      <WebToolsField seat={seat} entry={entry} />
      <McpField seat={seat} entry={entry} />
    </div>
  );
}

type FigureFieldsProps = Omit<SeatEditorProps, "id">;

function FigureFields({ seat, index, entry }: FigureFieldsProps) {
  const { change, problemAt } = useBuilder();
  const set = (patch: Partial<Omit<Seat, "key">>) => change({ type: "seat-changed", key: seat.key, patch });
  const longest = entry.model?.maxOutputTokens;
  return (
    <>
      <EffortField seat={seat} entry={entry} onChange={(reasoningEffort) => set({ reasoningEffort })} />
      <div className="sm:col-span-2">
        <NumberField
          label="Temperature"
          empty="Model’s default"
          value={seat.temperature}
          onChange={(temperature) => set({ temperature })}
          error={problemAt(`panelists.${index}.temperature`)}
        />
      </div>
      <div className="sm:col-span-2">
        <NumberField
          label="Output limit"
          unit="tokens"
          empty="None"
          hint={longest ? `The model writes ${countOf(longest, "token")} at most` : undefined}
          value={seat.maxOutputTokens}
          onChange={(maxOutputTokens) => set({ maxOutputTokens })}
          error={problemAt(`panelists.${index}.maxOutputTokens`)}
        />
      </div>
    </>
  );
}

/** Whether this one uses the panel's web tools. */
function WebToolsField({ seat, entry }: Omit<FigureFieldsProps, "index">) {
  const { change } = useBuilder();
  const id = useId();
  const isBefore = entry.model?.capabilities.tools === false;
  return (
    <div className="flex items-center justify-between gap-4 sm:col-span-6">
      <span>
        <label htmlFor={id} className="text-13 font-medium">
          Uses the web tools of the panel
        </label>
        {isBefore && seat.webTools ? (
          <span className="mt-0.5 block text-12 text-text-3">
            This model calls no tools: Parley searches before it answers and shows it the results.
          </span>
        ) : null}
      </span>
      <Switch
        id={id}
        checked={seat.webTools}
        onChange={(webTools) => change({ type: "seat-changed", key: seat.key, patch: { webTools } })}
      />
    </div>
  );
}

type Effort = ReasoningEffort | "default";

const efforts: readonly { value: Effort; label: string }[] = [
  { value: "default", label: "Model’s default" },
  { value: "minimal", label: "Minimal" },
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
];

type EffortFieldProps = { seat: Seat; entry: ModelEntry; onChange: (effort: ReasoningEffort | null) => void };

function EffortField({ seat, entry, onChange }: EffortFieldProps) {
  const hint = entry.model?.capabilities.reasoning === false ? "This model does not reason" : undefined;
  return (
    <Field label="Reasoning effort" className="content-start sm:col-span-2" hint={hint}>
      {(ids) => (
        <Select<Effort>
          {...ids}
          value={seat.reasoningEffort ?? "default"}
          options={efforts}
          onChange={(effort) => onChange(effort === "default" ? null : effort)}
        />
      )}
    </Field>
  );
}

/** How many seats are filled exactly like this one. */
function SitsField({ seat }: { seat: Seat }) {
  const { draft, change } = useBuilder();
  const twins = twinsOf(draft.seats, seat.key).length;
  const full = draft.seats.length >= maxPanelists;
  const id = useId();

  function seatAgain(type: "seat-duplicated" | "twin-removed", now: number): void {
    change({ type, key: seat.key });
    announce(`Sits ${countOf(now, "time")}`);
  }

  return (
    <fieldset className="sm:col-span-2" aria-describedby={full ? id : undefined}>
      <legend className="mb-1.5 text-13 font-medium">Sits on the panel</legend>
      <div className="flex h-[34px] items-center gap-2">
        <IconButton
          variant="secondary"
          label="Once less"
          icon={<Minus aria-hidden size={16} strokeWidth={1.75} />}
          disabled={twins < 2}
          onClick={() => seatAgain("twin-removed", twins - 1)}
        />
        <span className="figures min-w-14 text-center text-13">{countOf(twins, "time")}</span>
        <IconButton
          variant="secondary"
          label="Once more"
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          disabled={full}
          onClick={() => seatAgain("seat-duplicated", twins + 1)}
        />
      </div>
      {full ? (
        <p id={id} className="mt-1.5 text-12 text-text-3">
          A panel has at most 8 panelists
        </p>
      ) : null}
    </fieldset>
  );
}
