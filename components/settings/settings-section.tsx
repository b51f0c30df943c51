import type { ReactNode } from "react";

type SettingsSectionProps = { id: string; title: string; note?: string; children: ReactNode };

/** A part of the settings: its name at the left, or above where there is no room. */
export function SettingsSection({ id, title, note, children }: SettingsSectionProps) {
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-1 gap-x-10 gap-y-4 py-8 @min-[760px]:grid-cols-[240px_minmax(0,720px)]"
    >
      <div>
        <h2 id={id} className="text-16 font-semibold">
          {title}
        </h2>
        {note ? <p className="mt-1 text-12 text-text-2">{note}</p> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
