import type { ReactNode } from "react";

type SettingRowProps = { title: string; note?: ReactNode; htmlFor?: string; children?: ReactNode };

/** One setting: what it is at the left, its control at the right. */
export function SettingRow({ title, note, htmlFor, children }: SettingRowProps) {
  const Title = htmlFor ? "label" : "p";
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2.5 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-56">
        <Title {...(htmlFor && { htmlFor })} className="text-13 font-medium">
          {title}
        </Title>
        {note ? <div className="mt-0.5 text-12 text-text-2 [overflow-wrap:anywhere]">{note}</div> : null}
      </div>
      {children}
    </div>
  );
}
