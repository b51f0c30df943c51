"use client";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { problemOfError } from "@/lib/client/problem";
import { useSaveAppearance, useSettings } from "@/lib/client/settings";
import type { Appearance } from "@/lib/core/api";
import { DoneNoticeRow } from "./done-notice-row";
import { SettingRow } from "./setting-row";
import { SettingsSection } from "./settings-section";

const themes = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** How Parley looks and which keys it listens to. Changes show at once. */
export function AppearanceSection() {
  const settings = useSettings();
  const { mutate } = useSaveAppearance();
  const save = (patch: Partial<Appearance>) =>
    mutate(patch, {
      onError: (error) =>
        toast({
          kind: "error",
          title: `The setting was not saved. ${problemOfError(error).detail}`,
          key: "appearance",
        }),
    });
  return (
    <SettingsSection id="appearance" title="Appearance">
      {settings ? (
        <div className="divide-y divide-line">
          <SettingRow title="Theme">
            <ToggleGroup label="Theme" options={themes} value={settings.theme} onChange={(theme) => save({ theme })} />
          </SettingRow>
          <SettingRow
            title="Sans for answers"
            note="Answers and final answers are set in serif otherwise."
            htmlFor="answer-font"
          >
            <Switch
              id="answer-font"
              checked={settings.answerFont === "sans"}
              onChange={(sans) => save({ answerFont: sans ? "sans" : "serif" })}
            />
          </SettingRow>
          <SettingRow
            title="Single-key shortcuts"
            note="Keys such as N, J and C outside text fields. Press ? for the whole list."
            htmlFor="single-keys"
          >
            <Switch id="single-keys" checked={settings.singleKeys} onChange={(singleKeys) => save({ singleKeys })} />
          </SettingRow>
          <DoneNoticeRow />
        </div>
      ) : null}
    </SettingsSection>
  );
}
