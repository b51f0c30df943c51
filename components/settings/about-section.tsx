"use client";
import { ButtonLink } from "@/components/ui/button";
import { useSettings } from "@/lib/client/settings";
import { SettingRow } from "./setting-row";
import { SettingsSection } from "./settings-section";

/** Which Parley this is, and how it does. */
export function AboutSection() {
  const settings = useSettings();
  if (!settings) return null;
  return (
    <SettingsSection id="about" title="About">
      <div className="divide-y divide-line">
        <SettingRow title={`Parley ${settings.version}`} note="Free software under the MIT license." />
        <SettingRow
          title="Diagnostics"
          note="What runs, waits and fails on the server now, with a report to copy when something is wrong."
        >
          <ButtonLink href="/settings/diagnostics">Open diagnostics</ButtonLink>
        </SettingRow>
      </div>
    </SettingsSection>
  );
}
