import type { ReactNode } from "react";

/** The column of the controls is as wide as its longest choice. */
export const sideField = "grid-cols-[1fr_minmax(0,168px)]! pointer-coarse:grid-cols-[1fr_minmax(0,196px)]!";

/** A part of the column at the right: a heading over fields, a hairline under it. */
export function SideSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-b border-line pb-6">
      <h2 id={id} className="mb-3 text-13 font-semibold">
        {title}
      </h2>
      <div className="grid gap-1.5">{children}</div>
    </section>
  );
}
