import { useId } from "react";
import { Switch } from "@/components/ui/switch";

type NotedSwitchProps = {
  label: string;
  note: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** A switch that says under its label what it does. */
export function NotedSwitch({ label, note, checked, disabled = false, onChange }: NotedSwitchProps) {
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
