"use client";
import { useSettings } from "@/lib/client/settings";
import { SettingRow } from "./setting-row";
import { SettingsSection } from "./settings-section";

/** Which Parley this is. */
export function AboutSection() {
  const settings = useSettings();
  if (!settings) return null;
  return (
    <SettingsSection id="about" title="About">
      <SettingRow title={`Parley ${settings.version}`} note="Free software under the MIT license." />
    </SettingsSection>
  );
}
