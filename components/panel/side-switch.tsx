import { useId } from "react";
import { Switch } from "@/components/ui/switch";

type SideSwitchProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

/** On or off, in the column at the right. */
export function SideSwitch({ label, checked, onChange }: SideSwitchProps) {
  const id = useId();
  return (
    <div className="flex h-[34px] items-center justify-between gap-4">
      <label htmlFor={id} className="text-13 text-text-2">
        {label}
      </label>
      <Switch id={id} checked={checked} onChange={onChange} />
    </div>
  );
}
