"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { ModelPicker } from "@/components/panel/model-picker";
import { cx } from "@/components/ui/cx";
import { Field, fieldClass } from "@/components/ui/field";

type ModelChoiceProps = {
  label: string;
  /** Title of the picker. */
  title: string;
  /** What the field says. */
  words: string;
  /** The model the picker has a tick at. */
  current: string;
  /** The id in the field; empty where the words say it all. */
  id: string;
  hint?: ReactNode;
  onPick: (model: string) => void;
};

/** A field that says which model it is and opens the picker. */
export function ModelChoice({ label, title, words, current, id, hint, onPick }: ModelChoiceProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <ModelPicker
          label={title}
          current={current}
          onPick={({ model }) => onPick(model)}
          trigger={(props) => (
            <button
              type="button"
              id={ids.id}
              aria-describedby={ids["aria-describedby"]}
              {...props}
              className={cx(fieldClass, "flex h-[34px] items-center gap-2 text-left pointer-coarse:h-11")}
            >
              <span className="shrink-0 truncate max-sm:shrink">{words}</span>
              <span className="min-w-0 flex-1 truncate font-mono text-12 text-text-2 max-sm:hidden">{id}</span>
              <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="ml-auto shrink-0 text-text-2" />
            </button>
          )}
        />
      )}
    </Field>
  );
}
