"use client";
import { type DoneNotices, useDoneNotices } from "@/components/conversation/done-permission";
import { Switch } from "@/components/ui/switch";
import { SettingRow } from "./setting-row";

const notes: Record<DoneNotices, string> = {
  on: "This browser shows a notification when a turn ends while you look elsewhere.",
  off: "This browser shows a notification when a turn ends while you look elsewhere. It asks for your permission first.",
  blocked: "This browser blocks notifications of this page. Allow them in its site settings, then turn this on.",
  missing: "This browser has no notifications at this address; it has them under localhost and https.",
};

/** The switch for notifications of this browser. The title of the tab tells it in any case. */
export function DoneNoticeRow() {
  const [state, turn] = useDoneNotices();
  return (
    <SettingRow title="Tell me when a turn is done" note={notes[state]} htmlFor="done-notices">
      <Switch
        id="done-notices"
        checked={state === "on"}
        disabled={state === "blocked" || state === "missing"}
        onChange={(on) => void turn(on)}
      />
    </SettingRow>
  );
}
