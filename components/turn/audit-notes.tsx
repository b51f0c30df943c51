"use client";

import { Check } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { Spinner } from "@/components/ui/spinner";
import type { VerdictState } from "@/lib/core/turn";
import {
  auditSummary,
  type Finding,
  type FindingGroup,
  findingGroups,
  mendingWords,
  type Place,
  revisionWords,
} from "./audit-words";
import { Markdown } from "./markdown/markdown";
import type { Row } from "./view/matrix";

type AuditNotesProps = {
  verdict: VerdictState;
  rows: readonly Row[];
  /** Marks a place of the final answer and goes there. */
  onShow: (place: Place) => void;
  onGoToPoint: (pointId: string) => void;
};

/** What checking the final answer by code has found, quietly under it; silent where nothing was checked. */
export function AuditNotes({ verdict, rows, onShow, onGoToPoint }: AuditNotesProps) {
  const final = verdict.finalAnswer;
  if (final.audit.newNumbers === undefined) return null;
  if (final.revision?.status === "running") return <Mending words={mendingWords(final.audit)} />;
  const numberOf = (id: string) => rows.find(({ point }) => point.id === id)?.number ?? null;
  const summary = auditSummary(final);
  return (
    <div className="flex flex-col gap-1.5 pt-1 text-13">
      {summary ? (
        <Disclosure summary={<span>{summary}</span>}>
          <Groups groups={findingGroups(final, numberOf)} onShow={onShow} onGoToPoint={onGoToPoint} />
        </Disclosure>
      ) : (
        <p className="flex min-h-5 items-center gap-2 text-text-3">
          <Check aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
          Checked: no new numbers, every quotation found
        </p>
      )}
      <Revision verdict={verdict} numberOf={numberOf} />
    </div>
  );
}

function Mending({ words }: { words: string }) {
  return (
    <p className="flex min-h-5 items-center gap-2 pt-1 text-13 text-text-2">
      <Spinner />
      {words}
    </p>
  );
}

type GroupsProps = { groups: readonly FindingGroup[] } & Pick<AuditNotesProps, "onShow" | "onGoToPoint">;

function Groups({ groups, onShow, onGoToPoint }: GroupsProps) {
  return (
    <ul aria-label="Findings" className="flex flex-col gap-3 border-l border-line py-2 pl-4">
      {groups.map(({ key, title, meaning, findings }) => (
        <li key={key}>
          <p>
            <span className="font-medium">{title}</span> <span className="text-text-3">{meaning}</span>
          </p>
          <ul aria-label={title} className="flex flex-wrap gap-1.5 pt-1">
            {findings.map((finding, index) => (
              <li key={index} className="max-w-full">
                <FindingButton finding={finding} onShow={onShow} onGoToPoint={onGoToPoint} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

const findingLook = "inline-block max-w-full rounded-6 border border-line px-2 py-1 text-left text-13 text-text-2";

function FindingButton({ finding, onShow, onGoToPoint }: { finding: Finding } & Omit<GroupsProps, "groups">) {
  const { words, place, pointId } = finding;
  const act = pointId ? () => onGoToPoint(pointId) : place ? () => onShow(place) : null;
  if (!act) return <span className={findingLook}>{words}</span>;
  return (
    <button
      type="button"
      onClick={act}
      title={pointId ? "Go to this point" : "Show it in the final answer"}
      className={`${findingLook} hit-area transition-colors hover:bg-hover hover:text-text`}
    >
      {words}
    </button>
  );
}

type RevisionProps = { verdict: VerdictState; numberOf: (id: string) => number | null };

/** That it was revised, what for, and the first draft to read; nothing when it was not. */
function Revision({ verdict, numberOf }: RevisionProps) {
  const { revision } = verdict.finalAnswer;
  const words = revisionWords(verdict.finalAnswer, boundPoints(verdict), numberOf);
  if (!revision || words === null) return null;
  if (revision.status !== "done") return <p className="text-text-2">{words}</p>;
  return (
    <Disclosure summary={<span>{words}. Read the first draft</span>}>
      <section aria-label="First draft" className="border-l border-line py-2 pl-4 text-text-2">
        <Markdown text={revision.draft} renderChip={noChip} headingLevel={3} className="text-15" />
      </section>
    </Disclosure>
  );
}

/** The draft shows no chips: its marks may name points that changed since. */
function noChip(): null {
  return null;
}

/** The points with the rulings that this final answer was bound by. */
function boundPoints({ points, rulings = [] }: VerdictState) {
  return points.map(({ ruling: _newer, ...point }) => {
    const ruling = rulings.find(({ pointId }) => pointId === point.id);
    return ruling ? { ...point, ruling } : point;
  });
}
