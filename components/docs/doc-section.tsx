import type { ReactNode } from "react";

type DocSectionProps = { id: string; title: string; children: ReactNode };

/** One part of a page of documentation. */
export function DocSection({ id, title, children }: DocSectionProps) {
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-3 border-t border-line py-8">
      <h2 id={id} className="text-16 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

type FactTableProps = { label: string; head: readonly string[]; rows: readonly (readonly ReactNode[])[] };

/** Facts in rows; on a narrow page the table scrolls by itself. */
export function FactTable({ label, head, rows }: FactTableProps) {
  return (
    <div className="min-w-0 overflow-x-auto rounded-10 border border-line bg-surface">
      <table aria-label={label} className="w-full text-left text-13">
        <thead>
          <tr className="border-b border-line text-12 text-text-2">
            {head.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(([first, ...rest], index) => (
            <tr key={index} className="align-top">
              <th
                scope="row"
                className="px-3 py-2 font-mono text-12 font-normal sm:whitespace-nowrap sm:[&_wbr]:hidden"
              >
                {typeof first === "string" ? breakable(first) : first}
              </th>
              {rest.map((cell, column) => (
                <td key={head[column + 1]} className="px-3 sm:min-w-24 py-2 text-text-2 wrap-break-word">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A name that may break behind its underscores. */
function breakable(name: string): ReactNode[] {
  return name.split(/(?<=_)/).map((part, index) => [index > 0 ? <wbr key={index} /> : null, part]);
}

/** A name from code within a sentence. */
export function CodeWord({ children }: { children: string }) {
  return <code className="rounded-4 bg-sunken px-1 font-mono text-12 [overflow-wrap:anywhere]">{children}</code>;
}

export const proseClass = "max-w-[680px] text-14 text-text-2 [overflow-wrap:anywhere]";
export const docLinkClass = "text-accent underline underline-offset-2";
