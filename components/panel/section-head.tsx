import type { ReactNode } from "react";

type SectionHeadProps = { id: string; title: string; note?: string; children?: ReactNode };

/** The head of a part of the builder: 13 px semibold, a quiet note, something at the right. */
export function SectionHead({ id, title, note, children }: SectionHeadProps) {
  return (
    <div className="mb-2.5 flex flex-wrap items-baseline gap-x-2.5">
      <h2 id={id} className="text-13 font-semibold">
        {title}
      </h2>
      {note ? <p className="figures flex-1 text-12 text-text-2">{note}</p> : null}
      {children}
    </div>
  );
}
