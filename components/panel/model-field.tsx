"use client";
import { ChevronDown } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Field, fieldClass } from "@/components/ui/field";
import { useBuilder } from "./builder-context";
import { lookUpModel } from "./model-book";
import { ModelPicker, type PickedModel } from "./model-picker";

type ModelFieldProps = {
  label: string;
  /** Title of the picker. */
  title: string;
  current: string;
  onPick: (picked: PickedModel) => void;
  error?: string | undefined;
};

/** A field that opens the model picker. */
export function ModelField({ label, title, current, onPick, error }: ModelFieldProps) {
  const { catalog } = useBuilder();
  const entry = lookUpModel(current, catalog);
  return (
    <Field label={label} error={error}>
      {({ id, ...ids }) => (
        <ModelPicker
          label={title}
          current={current}
          onPick={onPick}
          trigger={(props) => (
            <button
              type="button"
              id={id}
              aria-describedby={ids["aria-describedby"]}
              {...props}
              className={cx(fieldClass, "flex h-[34px] items-center gap-2 text-left", error && "border-danger")}
            >
              <span className="shrink-0 truncate max-sm:shrink">{current === "" ? "Choose a model" : entry.label}</span>
              <span className="min-w-0 flex-1 truncate font-mono text-12 text-text-2 max-sm:hidden">{current}</span>
              <ChevronDown aria-hidden size={16} strokeWidth={1.75} className="ml-auto shrink-0 text-text-2" />
            </button>
          )}
        />
      )}
    </Field>
  );
}
