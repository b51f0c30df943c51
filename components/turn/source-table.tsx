"use client";

import { Check, ChevronDown, Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Seat } from "@/components/ui/seat";
import { useCopied } from "@/components/ui/use-copied";
import { useTurn } from "@/lib/client/use-turn";
import { citationOf, type ExportFormat, exportSources } from "@/lib/core/source-export";
import type { SourceState } from "@/lib/core/turn";
import { sourceTableId } from "./element-ids";
import { saveFile } from "./save-file";
import { SourceTitle } from "./source-title";
import { SourceId } from "./sources";
import { useTurnContext } from "./turn-context";
import { shownVerdict } from "./use-rows";
import { isUnseen, namedSources, sourceStatus, unreadSources } from "./view/source-words";

/** Every page that the turn met: who used it and how, and ways to take it along. */
export function SourceTable() {
  const { turnId } = useTurnContext();
  const turn = useTurn(turnId, (turn) => turn);
  if (!turn || turn.sources.length === 0) return null;
  const named = namedSources(shownVerdict(turn)?.finalAnswer.text ?? "");
  const unread = unreadSources(turn);
  return (
    <section aria-labelledby={sourceTableId(turnId)}>
      <div className="mb-3 flex min-h-9 items-center gap-2">
        <h2 id={sourceTableId(turnId)} tabIndex={-1} className="flex-1 scroll-mt-20 text-16 font-semibold">
          Sources <span className="figures font-normal text-text-3">{turn.sources.length}</span>
        </h2>
        <ExportMenu sources={turn.sources} readAt={turn.startedAt} />
      </div>
      <div className="overflow-hidden rounded-10 border border-line bg-surface">
        <table className="w-full table-fixed text-13 max-sm:block">
          <thead className="max-sm:sr-only">
            <tr className="border-b border-line text-left text-12 text-text-2">
              <th scope="col" className="w-[60px] py-2.5 pl-4 font-normal">
                <span className="sr-only">Number</span>
              </th>
              <th scope="col" className="py-2.5 pr-4 font-normal">
                Page
              </th>
              <th scope="col" className="w-[172px] py-2.5 pr-4 font-normal">
                How it was met
              </th>
              <th scope="col" className="w-[150px] py-2.5 pr-4 font-normal xl:w-[212px]">
                Used by
              </th>
              <th scope="col" className="w-[72px] py-2.5 font-normal">
                In answer
              </th>
              <th scope="col" className="w-[52px]">
                <span className="sr-only">Copy</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-sm:block">
            {turn.sources.map((source) => (
              <SourceRow
                key={source.id}
                source={source}
                isUnread={unread.has(source.id)}
                isNamed={named.has(source.id)}
                readAt={turn.startedAt}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type SourceRowProps = { source: SourceState; isUnread: boolean; isNamed: boolean; readAt: number };

function SourceRow({ source, isUnread, isNamed, readAt }: SourceRowProps) {
  return (
    <tr className="align-top max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3">
      <td className="py-2.5 pl-4 max-sm:p-0">
        <SourceId id={source.id} />
      </td>
      <td className="py-2.5 pr-4 max-sm:p-0">
        <SourceTitle source={source} />
      </td>
      <td className="py-2.5 pr-4 max-sm:col-start-2 max-sm:p-0">
        <span className={isUnseen(source, isUnread) ? "text-attention" : "text-text-2"}>
          {sourceStatus(source, isUnread)}
        </span>
      </td>
      <td className="py-2.5 pr-4 max-sm:col-start-2 max-sm:p-0">
        <UsedBy source={source} />
      </td>
      <td className="py-2.5 max-sm:col-start-2 max-sm:p-0">
        {isNamed ? (
          <span className="text-text-2">
            <Check aria-hidden size={16} strokeWidth={1.75} className="mt-px max-sm:hidden" />
            <span className="sm:sr-only">Named in the final answer</span>
          </span>
        ) : null}
      </td>
      <td className="py-2 pr-3 text-right max-sm:col-start-3 max-sm:row-start-1 max-sm:p-0">
        <CopyCitation source={source} readAt={readAt} />
      </td>
    </tr>
  );
}

/** The seats that met the page or name it in their answer. */
function UsedBy({ source }: { source: SourceState }) {
  const { seats } = useTurnContext();
  const met = new Set([...source.seenBy, ...(source.citedBy ?? [])]);
  return (
    <span className="flex flex-wrap gap-1">
      {seats
        .filter(({ id }) => met.has(id))
        .map(({ id, label }) => (
          <Seat key={id} label={label} size={20} named />
        ))}
    </span>
  );
}

function CopyCitation({ source, readAt }: { source: SourceState; readAt: number }) {
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <IconButton
      label={copied ? "Copied" : `Copy the citation of ${source.id}`}
      size={24}
      icon={<Icon aria-hidden size={16} strokeWidth={1.75} />}
      onClick={() => copy(citationOf(citable(source), readAt))}
    />
  );
}

const formats: readonly { format: ExportFormat; label: string; file: string; type: string }[] = [
  { format: "markdown", label: "Markdown list", file: "sources.md", type: "text/markdown" },
  { format: "bibtex", label: "BibTeX", file: "sources.bib", type: "application/x-bibtex" },
  { format: "csl-json", label: "CSL-JSON", file: "sources.json", type: "application/json" },
];

function ExportMenu({ sources, readAt }: { sources: readonly SourceState[]; readAt: number }) {
  const listed = sources.map(citable);
  return (
    <Menu
      label="Export the sources"
      align="end"
      items={formats.map(({ format, label, file, type }) => ({
        label,
        onSelect: () => saveFile(file, exportSources(listed, format, readAt), type),
      }))}
      trigger={(props) => (
        <Button
          {...props}
          variant="quiet"
          className="-mr-3.5"
          icon={<Download aria-hidden size={16} strokeWidth={1.75} />}
        >
          Export
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </Button>
      )}
    />
  );
}

function citable({ id, url, title, site = "", author = "", date = "" }: SourceState) {
  return { id, url, title, site, author, date };
}
