import type { ReactNode } from "react";

/** A part of the column at the right: a heading over fields, a hairline under it. */
export function SideSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-b border-line pb-6">
      <h2 id={id} className="mb-3 text-13 font-semibold">
        {title}
      </h2>
      <div className="grid gap-2">{children}</div>
    </section>
  );
}
