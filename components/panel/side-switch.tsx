import { useId } from "react";
import { Switch } from "@/components/ui/switch";

type SideSwitchProps = {
  label: string;
  /** What it does, under both; absent = the label says it. */
  note?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** A switch at the right of its label, as the fields of a side section. */
export function SideSwitch({ label, note, checked, onChange }: SideSwitchProps) {
  const id = useId();
  const described = note ? { describedBy: `${id}-note` } : {};
  return (
    <div>
      <div className="flex h-[34px] items-center justify-between gap-4">
        <label htmlFor={id} className="text-13 text-text-2">
          {label}
        </label>
        <Switch id={id} checked={checked} onChange={onChange} {...described} />
      </div>
      {note ? (
        <p id={`${id}-note`} className="text-12 text-text-3">
          {note}
        </p>
      ) : null}
    </div>
  );
}
